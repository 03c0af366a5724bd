using Maestro.Engine.Checks;
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
        public Task<ProbeResult> ProbeAsync(CancellationToken cancellation) => probe(cancellation);
    }
}
