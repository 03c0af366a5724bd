using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Engine.Tests.Reporting;

public class SlowestChainTests
{
    private static readonly DateTimeOffset Zero = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly List<PlannedStep> _plan = [];
    private readonly List<StepOutcome> _steps = [];

    [Fact]
    public void Goes_from_what_ended_last_back_along_what_it_waited_for_longest()
    {
        Step("db", 0, 12);
        Step("cache", 0, 3);
        Step("migrate", 12, 20, needs: [1]);
        Step("api", 32, 8, needs: [2, 3]);
        Step("worker", 3, 30, needs: [2]);

        Assert.Equal("db (12.0 s) → migrate (20.0 s) → api (8.0 s)", Chain().ToString());
        Assert.True(Chain().IsWorthTelling);
    }

    [Fact]
    public void Joins_the_steps_of_an_instance_and_names_pulls()
    {
        Step("fleet/web:1", 0, 5, kind: StepKind.Pull);
        Step("web", 5, 1, needs: [1]);
        Step("web", 6, 2, needs: [2], kind: StepKind.Check);

        Assert.Equal("pull of fleet/web:1 (5.0 s) → web (3.0 s)", Chain().ToString());
    }

    [Fact]
    public void Names_builds_and_loads()
    {
        Step("team/app:1", 0, 5, kind: StepKind.Build);
        Step("team/db:1", 5, 1, needs: [1], kind: StepKind.Load);

        Assert.Equal("build of team/app:1 (5.0 s) → load of team/db:1 (1.0 s)", Chain().ToString());
    }

    [Fact]
    public void Tells_what_had_to_wait_for_its_turn()
    {
        Step("db", 0, 2);
        Step("web-1", 2, 3, needs: [1]);
        Step("web-2", 5, 3, needs: [1]);

        var chain = Chain();

        Assert.Equal("db (2.0 s) → web-2 (3.0 s, after 3.0 s for its turn)", chain.ToString());
        Assert.Equal(TimeSpan.FromSeconds(3), chain.Links[1].Waited);
    }

    [Fact]
    public void One_step_that_waited_for_nothing_is_not_worth_telling()
    {
        Step("db", 0, 2);

        Assert.False(Chain().IsWorthTelling);
        Assert.Null(EventText.Bounds(Result()));
    }

    [Fact]
    public void Ends_with_a_step_that_failed_and_leaves_out_what_never_began()
    {
        Step("db", 0, 4, verdict: StepVerdict.Failed);
        Step("cache", 0, 1);
        _plan.Add(new PlannedStep(Identity(3, StepKind.Start, "web"), "no container", [1, 2]));
        _steps.Add(new StepOutcome { Step = Identity(3, StepKind.Start, "web"), Verdict = StepVerdict.Blocked, Word = "blocked by db" });

        Assert.Equal("db (4.0 s)", Chain().ToString());
    }

    [Fact]
    public void Of_a_long_chain_it_tells_the_slowest_links()
    {
        for (var i = 1; i <= 20; i++)
        {
            Step($"s{i}", i * 10, i % 5 == 0 ? 9 : 1, needs: i == 1 ? [] : [i - 1]);
        }

        Assert.Equal(20, Chain().Links.Count);
        Assert.Equal(6, Chain().ToString().Split(" → ").Count(w => w != "…"));
        Assert.Contains("… → s5 (9.0 s", Chain().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_play_without_steps_has_none()
    {
        Assert.Empty(Chain().Links);
        Assert.Null(EventText.Bounds(Result()));
    }

    [Fact]
    public void A_play_tells_how_long_it_took_and_what_bounded_it()
    {
        Step("db", 0, 1);
        Step("api", 1, 3, needs: [1]);

        Assert.Equal("The run took 4.2 s, bounded by db (1.0 s) → api (3.0 s).", EventText.Bounds(Result()));
    }

    private static StepIdentity Identity(int number, StepKind kind, string subject) => new(number, kind, subject, "service", "ship");

    private void Step(
        string subject, double start, double seconds, IReadOnlyList<int>? needs = null, StepKind kind = StepKind.Start, StepVerdict verdict = StepVerdict.Done)
    {
        var identity = Identity(_steps.Count + 1, kind, subject);
        _plan.Add(new PlannedStep(identity, "no container", needs ?? []));
        _steps.Add(new StepOutcome
        {
            Step = identity,
            Verdict = verdict,
            Word = "done",
            StartedAt = Zero.AddSeconds(start),
            Duration = TimeSpan.FromSeconds(seconds),
        });
    }

    private SlowestChain Chain() => SlowestChain.Of(Result());

    private PlayResult Result() => new()
    {
        Play = PlayKind.Start,
        Environment = "demo",
        Verdict = PlayVerdict.Succeeded,
        Plan = new PlayPlan { Steps = _plan },
        Steps = _steps,
        Duration = TimeSpan.FromSeconds(4.2),
    };
}
