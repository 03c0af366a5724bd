using Maestro.Engine.Checks;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Checks;

public class AttemptsTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Ends_with_the_first_try_that_passes()
    {
        var check = new ScriptedCheck(_ => Task.FromResult(ProbeResult.Pass));

        var result = await new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(10)), CancellationToken.None);

        Assert.True(result.Last.Passed);
        Assert.Equal((1, TimeSpan.Zero), (result.Tries, result.Waited));
    }

    [Fact]
    public async Task Pauses_a_tenth_of_the_time_waited_between_two_tries()
    {
        var tries = new List<DateTimeOffset>();
        var check = new ScriptedCheck(_ =>
        {
            tries.Add(_time.GetUtcNow());
            return Task.FromResult(ProbeResult.NotYet("refused"));
        });

        await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(20)), CancellationToken.None));

        Assert.All(tries.Zip(tries.Skip(1)), pair => Assert.Equal(WholeMilliseconds(AdaptivePause.After(pair.First - tries[0])), pair.Second - pair.First));
        Assert.Equal(TimeSpan.FromMilliseconds(5), tries[1] - tries[0]);
        Assert.Equal(TimeSpan.FromMilliseconds(500), tries[^1] - tries[^2]);
    }

    [Fact]
    public async Task Gives_up_at_the_deadline_with_what_the_last_try_found()
    {
        var number = 0;
        var check = new ScriptedCheck(_ => Task.FromResult(ProbeResult.NotYet($"try {++number}")));

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(1)), CancellationToken.None));

        Assert.False(result.Last.Passed);
        Assert.Equal($"try {number}", result.Last.Finding);
        Assert.Equal((number, TimeSpan.FromSeconds(1)), (result.Tries, result.Waited));
    }

    [Fact]
    public async Task Breaks_off_a_try_that_hangs_when_the_deadline_passes()
    {
        var check = new ScriptedCheck(HangAsync);

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(1)), CancellationToken.None));

        Assert.False(result.Last.Passed);
        Assert.Equal(1, result.Tries);
    }

    [Fact]
    public async Task Tries_once_however_short_the_time()
    {
        var check = new ScriptedCheck(_ => Task.FromResult(ProbeResult.Pass));

        var result = await new Attempts(_time).RunAsync(check, Within(TimeSpan.Zero), CancellationToken.None);

        Assert.True(result.Last.Passed);
    }

    [Fact]
    public async Task A_cancellation_ends_the_pause_and_is_no_result()
    {
        using var cancellation = new CancellationTokenSource();
        var running = new Attempts(_time).RunAsync(new ScriptedCheck(_ => Task.FromResult(ProbeResult.NotYet("refused"))), Within(TimeSpan.FromSeconds(1)), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_cancellation_ends_a_try_that_hangs()
    {
        using var cancellation = new CancellationTokenSource();
        var running = new Attempts(_time).RunAsync(new ScriptedCheck(HangAsync), Within(TimeSpan.FromSeconds(1)), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_check_that_breaks_is_a_mistake_of_ours_and_is_not_tried_again()
        => await Assert.ThrowsAsync<InvalidOperationException>(
            () => new Attempts(_time).RunAsync(new ScriptedCheck(_ => throw new InvalidOperationException()), Within(TimeSpan.FromSeconds(1)), CancellationToken.None));

    [Fact]
    public async Task Pauses_as_long_as_told()
    {
        var tries = new List<DateTimeOffset>();
        var check = new ScriptedCheck(_ =>
        {
            tries.Add(_time.GetUtcNow());
            return Task.FromResult(ProbeResult.NotYet("refused"));
        });

        await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(10)) with { Interval = TimeSpan.FromSeconds(3) }, CancellationToken.None));

        Assert.Equal([0, 3, 6, 9], tries.Select(t => (t - tries[0]).TotalSeconds));
    }

    [Fact]
    public async Task Gives_up_when_as_many_tries_have_failed_as_may()
    {
        var check = new ScriptedCheck(_ => Task.FromResult(ProbeResult.NotYet("exit code 1")));

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(check, new Pace { Interval = TimeSpan.FromSeconds(1), MostFailures = 3 }, CancellationToken.None));

        Assert.Equal((3, TimeSpan.FromSeconds(2), false), (result.Tries, result.Waited, result.TimedOut));
        Assert.Equal("3 tries in 2 s", result.Effort);
    }

    [Fact]
    public async Task Does_not_try_again_what_is_hopeless()
    {
        var result = await new Attempts(_time).RunAsync(new ScriptedCheck(_ => Task.FromResult(ProbeResult.Never("no such program"))), Within(TimeSpan.FromSeconds(10)), CancellationToken.None);

        Assert.Equal((false, 1, "no such program"), (result.Last.Passed, result.Tries, result.Last.Finding));
    }

    [Fact]
    public async Task Goes_on_trying_what_passes_for_as_long_as_it_must_stay_so()
    {
        var check = new ScriptedCheck(_ => Task.FromResult(ProbeResult.Pass));

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(10)) with { StableFor = TimeSpan.FromSeconds(2), Interval = TimeSpan.FromSeconds(0.75) }, CancellationToken.None));

        Assert.True(result.Last.Passed);
        Assert.Equal((4, TimeSpan.FromSeconds(2)), (result.Tries, result.Waited));
    }

    [Fact]
    public async Task A_try_that_fails_begins_the_time_of_staying_so_anew()
    {
        var number = 0;
        var check = new ScriptedCheck(_ => Task.FromResult(++number == 2 ? ProbeResult.NotYet("refused") : ProbeResult.Pass));

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(10)) with { StableFor = TimeSpan.FromSeconds(2), Interval = TimeSpan.FromSeconds(1) }, CancellationToken.None));

        Assert.True(result.Last.Passed);
        Assert.Equal(TimeSpan.FromSeconds(4), result.Waited);
    }

    [Fact]
    public async Task What_passes_and_has_not_stayed_so_long_enough_at_the_deadline_has_failed()
    {
        var number = 0;
        var check = new ScriptedCheck(_ => Task.FromResult(++number % 3 == 0 ? ProbeResult.NotYet("refused") : ProbeResult.Pass));

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(4.5)) with { StableFor = TimeSpan.FromSeconds(3), Interval = TimeSpan.FromSeconds(1) }, CancellationToken.None));

        Assert.Equal((false, true), (result.Last.Passed, result.TimedOut));
        Assert.Contains("not yet for as long as it must", result.Last.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_what_a_try_that_was_broken_off_has_found_so_far()
    {
        var check = new ScriptedCheck(HangAsync) { FoundSoFar = "2 lines so far" };

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(check, Within(TimeSpan.FromSeconds(1)), CancellationToken.None));

        Assert.Equal("2 lines so far", result.Last.Finding);
    }

    [Fact]
    public async Task A_sleep_has_no_deadline_but_its_own()
    {
        var spec = new SleepCheckSpec(TimeSpan.FromHours(2));

        var result = await RunToEndAsync(new Attempts(_time).RunAsync(new SleepCheck(spec, _time), Pace.Of(spec), CancellationToken.None));

        Assert.True(result.Last.Passed);
        Assert.Equal(TimeSpan.FromHours(2), result.Waited);
    }

    private static Pace Within(TimeSpan maxWait) => new() { MaxWait = maxWait };

    // Timers know nothing shorter.
    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds((long)time.TotalMilliseconds);

    private static async Task<ProbeResult> HangAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return ProbeResult.Pass;
    }

    private async Task<AttemptsResult> RunToEndAsync(Task<AttemptsResult> running)
    {
        while (!running.IsCompleted && _time.AdvanceToNextTimer())
        {
        }

        return await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private sealed class ScriptedCheck(Func<CancellationToken, Task<ProbeResult>> probe) : ICheck
    {
        public string? FoundSoFar { get; init; }

        public Task<ProbeResult> ProbeAsync(CancellationToken cancellation) => probe(cancellation);
    }
}
