using Maestro.Cli.Live;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Cli.Tests.Live;

public sealed class LiveProgressTests : IDisposable
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);
    private readonly FakeTime _time = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private static LivePlay Play => new LivePlay().Instance("web-1").Step(StepKind.Start, "web-1");

    private int Frames => _output.ToString().Split("\e[?2026h").Length - 1;

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task However_much_happens_it_draws_ten_times_a_second_at_most()
    {
        await using var live = Live();
        live.Report(Play.Started());
        live.Report(Play.Begins(1));
        for (var i = 0; i < 1000; i++)
        {
            live.Report(Play.Tells(1, $"try {i}"));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(10, Frames);
    }

    [Fact]
    public async Task When_nothing_happens_it_draws_once_a_second()
    {
        await using var live = Live();
        live.Report(Play.Started());
        live.Report(Play.Begins(1));
        _time.Advance(BetweenFrames);
        var before = Frames;

        for (var i = 0; i < 50; i++)
        {
            _time.Advance(BetweenFrames);
        }

        Assert.Equal(5, Frames - before);
    }

    [Fact]
    public async Task A_play_of_500_instances_stays_on_the_screen()
    {
        var play = new LivePlay();
        for (var i = 1; i <= 500; i++)
        {
            play.Instance($"web-{i}").Step(StepKind.Start, $"web-{i}");
        }

        await using var live = Live();
        live.Report(play.Started());
        foreach (var step in Enumerable.Range(1, 100))
        {
            live.Report(play.Begins(step));
        }

        _time.Advance(BetweenFrames);

        var lines = _output.ToString().Split("\r\n");
        Assert.InRange(lines.Length, 10, TerminalSize.Usual.Height);
        Assert.Contains("… and 81 more", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("0 of 500 done, 100 active, 400 waiting", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_and_warnings_stand_below_the_table_once_it_is_done()
    {
        var error = Diagnostic.Error(DiagnosticCodes.CheckFailed, "web-1 did not pass.");
        var live = Live();
        live.Report([Diagnostic.Warning(DiagnosticCodes.Deprecated, "old")]);
        live.Report(Play.Started());
        _time.Advance(BetweenFrames);
        live.Report(Play.Finished(PlayVerdict.Failed, error));
        live.Report([error]);
        Assert.Empty(_error.ToString());

        await live.DisposeAsync();

        Assert.Equal(["warning MAESTRO314: old", "error MAESTRO603: web-1 did not pass."], _error.ToString().Split(Environment.NewLine).SkipLast(1));
        Assert.EndsWith($"\e[?25hstart shop FAILED: 1 started in 3.0 s{Environment.NewLine}", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_play_that_was_refused_leaves_nothing_but_its_errors()
    {
        var live = Live();
        _time.Advance(BetweenFrames);
        live.Report([Diagnostic.Error(DiagnosticCodes.ConnectionRefused, "alpha refuses")]);

        await live.DisposeAsync();

        Assert.EndsWith("\e[J\e[?2026l\e[?25h", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("alpha refuses", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_about_the_run_becomes_part_of_the_picture()
    {
        await using var live = Live();

        live.Announce("ending in order");
        _time.Advance(BetweenFrames);

        Assert.Contains("ending in order\e[K\r\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task A_terminal_is_given_back_at_once_when_the_process_ends_without_order()
    {
        await using var live = Live();
        _time.Advance(BetweenFrames);

        live.Restore();
        live.Report(Play.Started());
        _time.Advance(BetweenFrames);

        Assert.EndsWith("\e[?25h", _output.ToString(), StringComparison.Ordinal);
    }

    private LiveProgress Live() => new(new CliSurroundings { Output = _output, Error = _error, Time = _time }, "start");
}
