using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public sealed class PlanExecutorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _cancellation = new();
    private readonly RecordingProgress _progress = new();
    private readonly ScriptedRunner _runner = new();

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public async Task A_plan_without_steps_is_done_at_once() => Assert.Empty(await ExecuteAsync(new Steps().Plan()));

    [Fact]
    public async Task A_step_begins_after_all_that_it_needs_has_ended()
    {
        var plan = new Steps().Start("a").Start("b", 1).Start("c", 1).Start("d", 2, 3).Plan();

        var outcomes = await ExecuteAsync(plan);

        Assert.All(outcomes, o => Assert.Equal((StepVerdict.Done, "done"), (o.Verdict, o.Word)));
        List<string> log = [.. _runner.Log];
        Assert.All(
            plan.Steps.SelectMany(s => s.Needs.Select(n => (Step: s.Number, Need: n))),
            edge => Assert.True(log.IndexOf($"-{edge.Need}") < log.IndexOf($"+{edge.Step}")));
    }

    [Fact]
    public async Task Branches_that_do_not_need_each_other_run_at_the_same_time()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        _runner.On(1, _ => MeetAsync(first, second)).On(2, _ => MeetAsync(second, first));

        var outcomes = await ExecuteAsync(new Steps().Start("a").Start("b").Plan());

        Assert.All(outcomes, o => Assert.Equal(StepVerdict.Done, o.Verdict));
    }

    [Fact]
    public async Task Gives_one_outcome_per_step_in_the_order_of_the_plan()
    {
        var outcomes = await ExecuteAsync(new Steps().Pull("fleet/web:1").Start("a", 1).Check("a", 2).Start("b").Plan());

        Assert.Equal([1, 2, 3, 4], outcomes.Select(o => o.Step.Number));
        Assert.Equal(["fleet/web:1", "a", "a", "b"], outcomes.Select(o => o.Step.Subject));
    }

    [Fact]
    public async Task Tells_of_every_step_that_it_begins_and_ends()
    {
        await ExecuteAsync(new Steps().Start("a").Start("b", 1).Plan());

        Assert.Equal(
            ["step-started 1", "step-finished 1", "step-started 2", "step-finished 2"],
            _progress.Events.Select(e => $"{e.Kind} {(e is StepStarted s ? s.Step.Number : ((StepFinished)e).Outcome.Step.Number)}"));
    }

    [Fact]
    public async Task After_a_failure_what_is_in_flight_ends_and_the_rest_is_blocked()
    {
        var slow = new TaskCompletionSource();
        _runner.On(2, _ => slow.Task.WaitAsync(Patience));
        _progress.OnEvent = e => Release(slow, e is StepFinished { Outcome.Verdict: StepVerdict.Failed });
        _runner.On(1, async _ =>
        {
            await UntilAsync(() => _runner.Log.Contains("+2"));
            throw new StepFailedException(Diagnostic.Error(DiagnosticCodes.EngineError, "no"));
        });

        var outcomes = await ExecuteAsync(new Steps().Start("a").Start("b").Start("c", 1).Start("d", 2).Start("e", 4).Plan());

        Assert.Equal(["failed", "done", "blocked by a", "blocked by a", "blocked by a"], outcomes.Select(o => o.Word));
        Assert.Equal("no Blocked by it: c.", outcomes[0].Error?.Message);
        Assert.All(outcomes.Skip(2), o => Assert.Equal((StepVerdict.Blocked, null), (o.Verdict, o.Error)));
    }

    [Fact]
    public async Task Told_to_continue_it_blocks_only_what_needs_the_failure()
    {
        _runner.Fail(1);
        var plan = new Steps().Start("a").Start("b").Start("c", 1).Start("d", 2).Start("e", 3, 4).Plan(new Play(PlayKind.Start) { OnFailure = OnFailure.Continue });

        var outcomes = await ExecuteAsync(plan);

        Assert.Equal(["failed", "done", "blocked by a", "done", "blocked by a"], outcomes.Select(o => o.Word));
    }

    [Fact]
    public async Task Steps_of_an_unreachable_ship_fail_untried_and_block_what_needs_them()
    {
        var plan = new Steps().Start("a", "far").Start("b").Start("c", "far", 2).Start("d", 1).Start("e", 2).Start("f", 3, 4).Plan(new Play(PlayKind.Start) { OnFailure = OnFailure.Continue });

        var outcomes = await ExecuteAsync(plan, unreachable: "far");

        Assert.Equal(["unreachable", "done", "unreachable", "blocked by a", "done", "blocked by a"], outcomes.Select(o => o.Word));
        Assert.Equal(["+2", "+5", "-2", "-5"], _runner.Log.Order());
        Assert.Equal(
            [(StepVerdict.Failed, "Ship far is away. Not reached: a, c. Blocked by it: d, f."), (StepVerdict.Failed, "Ship far is away. Not reached: a, c. Blocked by it: d, f.")],
            outcomes.Where(o => o.Error is not null).Select(o => (o.Verdict, o.Error!.Message)));
    }

    [Fact]
    public async Task A_plan_of_nothing_but_unreachable_ships_ends()
        => Assert.Equal(["unreachable", "unreachable"], (await ExecuteAsync(new Steps().Start("a", "far").Start("b", "far", 1).Plan(), unreachable: "far")).Select(o => o.Word));

    [Fact]
    public async Task A_cancellation_lets_what_is_in_flight_end_and_begins_nothing_else()
    {
        _runner.On(1, async _ =>
        {
            await _cancellation.CancelAsync();
            await Task.Yield();
        });

        var outcomes = await ExecuteAsync(new Steps().Start("a").Start("b", 1).Start("c", 2).Plan());

        Assert.Equal([StepVerdict.Done, StepVerdict.Cancelled, StepVerdict.Cancelled], outcomes.Select(o => o.Verdict));
        Assert.Equal(["+1", "-1"], _runner.Log);
    }

    [Fact]
    public async Task A_cancellation_ends_a_wait()
    {
        _runner.On(1, async tokens =>
        {
            await _cancellation.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, tokens.Stop);
        });

        var outcomes = await ExecuteAsync(new Steps().Check("a").Start("b", 1).Plan());

        Assert.All(outcomes, o => Assert.Equal((StepVerdict.Cancelled, "cancelled"), (o.Verdict, o.Word)));
    }

    [Fact]
    public async Task A_cancellation_reaches_those_that_wait_for_their_turn()
    {
        _runner.On(1, CancelThemAllAsync).On(2, CancelThemAllAsync);

        var outcomes = await ExecuteAsync(new Steps().Start("a").Start("b").Plan(new Play(PlayKind.Start) { Concurrency = 1 }));

        Assert.Equal([StepVerdict.Done, StepVerdict.Cancelled], outcomes.Select(o => o.Verdict).Order());

        async Task CancelThemAllAsync(PlayTokens tokens)
        {
            await _cancellation.CancelAsync();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task What_waits_for_a_place_on_its_ship_gets_it_in_the_order_of_the_plan()
    {
        var steps = new Steps();
        for (var i = 1; i <= 60; i++)
        {
            steps.Pull($"fleet/p{i}");
        }

        // None ends before all ahead of it have begun: what a slow thread begins late has had its place in time.
        List<int> Begun() => [.. _runner.Log.Where(l => l[0] == '+').Select(l => int.Parse(l[1..], CultureInfo.InvariantCulture))];
        for (var i = 1; i <= 60; i++)
        {
            var ahead = i - 1;
            _runner.On(i, _ => UntilAsync(() => Begun().Count(n => n <= ahead) == ahead));
        }

        await ExecuteAsync(steps.Plan());

        Assert.All(Begun().Select((number, index) => number - index - 1), d => Assert.InRange(d, -2, 2));
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData(2, 2)]
    [InlineData(0, 4)]
    public async Task Starts_only_so_many_at_a_time_on_one_ship(int? limit, int most)
    {
        var steps = new Steps();
        for (var i = 1; i <= 12; i++)
        {
            steps.Start($"one-{i}", "one").Start($"two-{i}", "two");
        }

        // Each waits until its ship is full, so that the limit is reached and not merely kept.
        for (var i = 1; i <= 24; i++)
        {
            var ship = i % 2 == 1 ? "one" : "two";
            _runner.On(i, _ => UntilAsync(() => _runner.MostOn(ship) >= most));
        }

        await ExecuteAsync(steps.Plan(new Play(PlayKind.Start) { ShipConcurrency = limit }));

        Assert.Equal((most, most), (_runner.MostOn("one"), _runner.MostOn("two")));
    }

    [Fact]
    public async Task The_overall_limit_holds_an_instance_from_its_start_to_the_end_of_its_checks()
    {
        var plan = new Steps().Start("a").Check("a", 1).Start("b").Check("b", 3).Start("c").Check("c", 5).Plan(new Play(PlayKind.Start) { Concurrency = 1 });

        await ExecuteAsync(plan);

        Assert.Equal(1, _runner.MostOn("*"));
        Assert.All(Enumerable.Range(0, 3), i =>
        {
            var pair = _runner.Log.Skip(i * 4).Take(4).ToList();
            var start = int.Parse(pair[0][1..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal([$"+{start}", $"-{start}", $"+{start + 1}", $"-{start + 1}"], pair);
        });
    }

    [Fact]
    public async Task A_blocked_instance_gives_its_place_back()
    {
        _runner.Fail(1);
        var plan = new Steps().Start("a").Check("a", 1).Start("b").Start("c").Plan(new Play(PlayKind.Start) { Concurrency = 1, OnFailure = OnFailure.Continue });

        var outcomes = await ExecuteAsync(plan);

        Assert.Equal(["failed", "blocked by a", "done", "done"], outcomes.Select(o => o.Word));
    }

    [Fact]
    public async Task Pulls_need_no_place_of_an_instance()
    {
        var pulled = new TaskCompletionSource();
        _runner.On(1, _ => pulled.Task.WaitAsync(Patience));
        _runner.On(2, _ =>
        {
            pulled.SetResult();
            return Task.CompletedTask;
        });

        var outcomes = await ExecuteAsync(new Steps().Start("a").Pull("fleet/web:1").Plan(new Play(PlayKind.Start) { Concurrency = 1 }));

        Assert.All(outcomes, o => Assert.Equal(StepVerdict.Done, o.Verdict));
    }

    [Fact]
    public async Task A_mistake_of_ours_reaches_the_caller()
    {
        _runner.On(1, _ => throw new InvalidOperationException("ours"));

        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => ExecuteAsync(new Steps().Start("a").Start("b", 1).Plan()));

        Assert.Equal("ours", mistake.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Takes_a_hundred_thousand_steps_in_a_row_or_side_by_side(bool inARow)
    {
        const int Many = 100_000;
        var steps = new Steps();
        for (var i = 1; i <= Many; i++)
        {
            steps.Start($"i{i}", inARow && i > 1 ? [i - 1] : []);
        }

        var outcomes = await ExecuteAsync(steps.Plan());

        Assert.Equal(Many, outcomes.Count(o => o.Verdict == StepVerdict.Done));
    }

    [Fact]
    public async Task A_failure_before_a_hundred_thousand_steps_blocks_them_all()
    {
        const int Many = 100_000;
        _runner.Fail(1);
        var steps = new Steps().Start("i1");
        for (var i = 2; i <= Many; i++)
        {
            steps.Start($"i{i}", i - 1);
        }

        var outcomes = await ExecuteAsync(steps.Plan());

        Assert.Equal(Many - 1, outcomes.Count(o => o.Word == "blocked by i1"));
    }

    private static async Task MeetAsync(TaskCompletionSource mine, TaskCompletionSource other)
    {
        mine.SetResult();
        await other.Task.WaitAsync(Patience);
    }

    private static void Release(TaskCompletionSource gate, bool when)
    {
        if (when)
        {
            gate.TrySetResult();
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private async Task<IReadOnlyList<StepOutcome>> ExecuteAsync(Plan plan, string? unreachable = null)
    {
        var problems = new Dictionary<string, Diagnostic>();
        if (unreachable is not null)
        {
            problems.Add(unreachable, Diagnostic.Error(DiagnosticCodes.ConnectionRefused, $"Ship {unreachable} is away."));
        }

        using var tokens = new PlayTokens(null, TimeProvider.System, _cancellation.Token);
        await using var events = new EventPump(_progress);
        return await new PlanExecutor(_runner, events, TimeProvider.System).ExecuteAsync(plan, tokens, unreachable: problems).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
