using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Waits that are part of a plan, on a clock that only the test moves.</summary>
public sealed class StepDelayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTime _time = new();
    private readonly ScriptedRunner _runner = new();

    [Fact]
    public async Task Instances_are_kept_apart_and_the_first_begins_at_once()
    {
        var run = ExecuteAsync(new Steps().Start("a").Start("b").Plan(new Play(PlayKind.Start) { StepDelay = 5 * Second }));
        await UntilAsync(() => _runner.Log.Count == 2 && _time.NextTimer is not null);

        _time.Advance(4.9 * Second);
        Assert.Equal(2, _runner.Log.Count);
        _time.Advance(0.2 * Second);

        Assert.All(await run, o => Assert.Equal(StepVerdict.Done, o.Verdict));
        Assert.Equal(4, _runner.Log.Count);
    }

    [Fact]
    public async Task With_one_at_a_time_the_delay_counts_from_the_end_of_the_one_before()
    {
        var gate = new TaskCompletionSource();
        _runner.On(1, _ => gate.Task);
        var run = ExecuteAsync(new Steps().Start("a").Start("b", 1).Plan(new Play(PlayKind.Start) { StepDelay = 5 * Second, Concurrency = 1 }));
        await UntilAsync(() => _runner.Log.Count == 1);

        _time.Advance(60 * Second);
        gate.SetResult();
        await UntilAsync(() => _time.NextTimer is not null);

        Assert.Equal(5 * Second, _time.NextTimer);
        _time.Advance(5 * Second);
        await run;
    }

    [Fact]
    public async Task The_steps_of_a_turn_follow_each_other_without_delay()
    {
        await ExecuteAsync(new Steps().Start("a").Check("a", 1).Plan(new Play(PlayKind.Start) { StepDelay = 5 * Second }));

        Assert.Equal(["+1", "-1", "+2", "-2"], _runner.Log);
    }

    [Fact]
    public async Task Turns_of_one_instance_hold_a_place_each()
    {
        var steps = new Steps().Start("a").Start("b", 1).Start("a", s => s with { Turn = "a, up again" }, 1, 2);

        var outcomes = await ExecuteAsync(steps.Plan(new Play(PlayKind.Restart) { Concurrency = 1 }));

        Assert.All(outcomes, o => Assert.Equal(StepVerdict.Done, o.Verdict));
    }

    [Fact]
    public async Task A_step_with_a_delay_waits_that_long_once_its_needs_are_met()
    {
        var run = ExecuteAsync(new Steps().Start("a").Start("a", s => s with { Delay = 3 * Second }, 1).Plan());
        await UntilAsync(() => _time.NextTimer is not null);

        Assert.Equal(["+1", "-1"], _runner.Log);
        _time.Advance(3 * Second);

        Assert.Equal([StepVerdict.Done, StepVerdict.Done], (await run).Select(o => o.Verdict));
    }

    [Fact]
    public async Task A_failure_ends_the_waits_of_what_is_blocked_by_it()
    {
        _runner.On(2, async _ =>
        {
            await UntilAsync(() => _time.NextTimer is not null);
            throw new StepFailedException(Diagnostic.Error(DiagnosticCodes.EngineError, "no"));
        });

        var outcomes = await ExecuteAsync(new Steps().Start("a").Start("b").Start("a", s => s with { Delay = 3 * Second }, 1).Plan());

        Assert.Equal(["done", "failed", "blocked by b"], outcomes.Select(o => o.Word));
    }

    [Fact]
    public async Task What_runs_ends_when_a_mistake_of_ours_ends_a_step()
    {
        var ended = false;
        var (begun, mistaken) = (new TaskCompletionSource(), new TaskCompletionSource());
        _runner.On(1, async _ =>
        {
            await begun.Task;
            mistaken.SetResult();
            throw new InvalidOperationException("a mistake");
        });
        _runner.On(2, async _ =>
        {
            begun.SetResult();
            await mistaken.Task;
            await Task.Yield();
            ended = true;
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => ExecuteAsync(new Steps().Start("a").Start("b").Plan()));

        Assert.True(ended);
    }

    [Fact]
    public async Task Nothing_begins_after_a_step_of_an_earlier_plan_that_failed()
    {
        var earlier = new Steps().Pull("fleet/web:1").Plan().Steps[0];

        var outcomes = await ExecuteAsync(new Steps().Start("a").Plan(new Play(PlayKind.Restart) { OnFailure = OnFailure.Continue }), earlier);

        Assert.Equal("blocked by fleet/web:1", Assert.Single(outcomes).Word);
        Assert.Empty(_runner.Log);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private async Task<IReadOnlyList<StepOutcome>> ExecuteAsync(Plan plan, Step? blocker = null)
    {
        using var tokens = new PlayTokens(null, TimeProvider.System, CancellationToken.None);
        await using var events = new EventPump(new RecordingProgress());
        return await new PlanExecutor(_runner, events, _time).ExecuteAsync(plan, tokens, blocker).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
