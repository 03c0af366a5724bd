using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

/// <summary>What plays do about copies: their own one, and those of others whose time is over.</summary>
public class CopyPlanTests
{
    private static readonly DateTimeOffset Past = Now.AddHours(-1);
    private static readonly DateTimeOffset Future = Now.AddHours(1);
    private static readonly MaestroEnvironment Copy = EnvironmentCopy.Of(Chain, "ci-7");
    private static readonly Owner Itself = Owner.Of(Copy);

    [Fact]
    public void A_copy_is_planned_as_its_environment_is()
        => AssertPlan("1. check b-1 on ship: something that requires it starts\n2. start a-1 on ship: no container, after 1\n", Copy, PlayKind.Start, f => f.Up("b-1", "c-1"));

    [Fact]
    public void The_environment_and_its_copies_do_not_see_each_other()
    {
        AssertPlan(string.Empty, Chain, PlayKind.Down, f => f.Other("a-1-ci-7", Itself, Future).Network("demo_back-ci-7", Itself, Future));
        AssertPlan(string.Empty, Copy, PlayKind.Down, f => f.Other("a-1", new Owner("demo")).Other("a-1-ci-8", new Owner("demo", "ci-8"), Future).Other("a-1-ci-9", new Owner("shop", "ci-7"), Future));
    }

    [Fact]
    public void A_container_in_the_way_is_refused_also_one_without_labels()
    {
        var refusal = Assert.Throws<MaestroException>(() => PlanOf(Chain, new Play(PlayKind.Start), f => f.Other("a-1", Itself)));
        Assert.Contains("a container named a-1 that belongs to the copy 'ci-7' of the environment 'demo'", refusal.Message, StringComparison.Ordinal);

        var foreign = new ObservedContainer("id", "a-1-ci-7", ContainerState.Exited);
        Assert.False(foreign.BelongsTo(Copy));
        Assert.True(foreign.BelongsTo(Chain));
    }

    [Fact]
    public void A_copy_goes_with_all_that_the_file_no_longer_knows_of_it()
        => AssertPlan(
            """
            1. stop a-1 on ship: running
            2. remove a-1 on ship: it is down by then, after 1
            3. remove c-1 on ship: exited
            4. remove old-1-ci-7 on ship: the file has no such instance
            5. remove old-1-ci-7.maestro-new on ship: the file has no such instance
            6. remove network demo_back-ci-7 on ship: taken down, after 2 3 4 5
            7. remove volume data-ci-7 on ship: taken down, after 2 3 4 5

            """,
            Copy,
            PlayKind.Down,
            f => f.Up("a-1").Stopped("c-1").Other("old-1-ci-7", Itself, Past).Other("old-1-ci-7.maestro-new", Itself, Future).Other("old-1", new Owner("demo"))
                .Network("demo_back-ci-7", Itself, Future).Network("demo_back", "demo").Volume("data-ci-7"));

    [Fact]
    public void A_part_of_a_copy_goes_without_the_rest()
        => AssertPlan(
            "1. remove a-1 on ship: exited\n",
            Copy,
            new Play(PlayKind.Down) { Things = ["a"] },
            f => f.Stopped("a-1").Other("old-1-ci-7", Itself, Past).Network("demo_back-ci-7", Itself, Future).Volume("data-ci-7"));

    [Fact]
    public void A_copy_goes_with_its_volumes_and_what_plays_otherwise_leave_out()
    {
        var copy = EnvironmentCopy.Of(Env.Of().Service("a").Service("b", omit: true).Build(), "x");

        var plan = PlanOf(copy, new Play(PlayKind.Down), f => f.Stopped("a-1", "b-1"));

        Assert.Equal(["a-1 removed", "b-1 removed"], Standings(plan).Order(StringComparer.Ordinal));
        Assert.All(plan.Steps.OfType<RemoveStep>(), s => Assert.True(s.DeletesVolumes));
        Assert.All(PlanOf(copy, new Play(PlayKind.Clean), f => f.Stopped("a-1")).Steps.OfType<RemoveStep>(), s => Assert.True(s.DeletesVolumes));
    }

    [Fact]
    public void All_ships_of_the_file_are_looked_at_when_a_copy_goes()
    {
        var copy = EnvironmentCopy.Of(Env.Of().Ship("one").Ship("two").Service("a").Instance("a-1", "one").Build(), "x");

        Assert.Equal(["one", "two"], ShipsFor(new Play(PlayKind.Down)));
        Assert.Equal(["one"], ShipsFor(new Play(PlayKind.Down) { Things = ["a"] }));
        Assert.Equal(["one"], ShipsFor(new Play(PlayKind.Stop)));

        IEnumerable<string> ShipsFor(Play play) => Planner.ShipsToLookAt(copy, play, Selection.Make(copy, play));
    }

    [Fact]
    public void A_ship_that_no_instance_needs_and_that_is_away_is_a_warning()
    {
        var copy = EnvironmentCopy.Of(Env.Of().Ship("one").Ship("two").Service("a").Instance("a-1", "one").Build(), "x");

        var warning = Assert.Single(PlanOf(copy, new Play(PlayKind.Down), f => f.Stopped("a-1").Unreachable("two")).Warnings);

        Assert.Equal((DiagnosticSeverity.Warning, "Ship two is away. What the copy may have left there is swept when its time is over."), (warning.Severity, warning.Message));
    }

    [Theory]
    [InlineData(PlayKind.Down)]
    [InlineData(PlayKind.Status)]
    [InlineData(PlayKind.Stop)]
    public void A_copy_that_is_not_there_is_told_and_which_ones_are(PlayKind kind)
    {
        var plan = PlanOf(Copy, new Play(kind), f => f.Other("a-1-ci-8", new Owner("demo", "ci-8"), Future).Other("x", new Owner("shop", "ci-6"), Future).Network("n", new Owner("demo", "nightly"), Future));

        var warning = Assert.Single(plan.Warnings);
        Assert.Equal((DiagnosticCodes.NoSuchCopy, "There is no copy 'ci-7' of 'demo' on its ships. Did you mean 'ci-8'? There are: ci-8, nightly."), (warning.Code, warning.Message));
    }

    [Fact]
    public void A_copy_of_which_anything_is_there_is_not_told()
    {
        Assert.Empty(PlanOf(Copy, new Play(PlayKind.Down), f => f.Stopped("a-1")).Warnings);
        Assert.Empty(PlanOf(Copy, new Play(PlayKind.Down), f => f.Volume("data-ci-7")).Warnings);
        Assert.Empty(PlanOf(Copy, new Play(PlayKind.Start)).Warnings);
        Assert.Empty(PlanOf(Chain, new Play(PlayKind.Down)).Warnings);
    }

    [Fact]
    public void A_start_and_a_down_sweep_what_is_over_its_time_whosever_it_was()
    {
        const string Swept = "1. sweep copy ci-1 of demo on ship: its time was over at 2026-01-31 11:00:00Z\n2. sweep copy ci-1 of shop on ship: its time was over at 2026-01-31 11:00:00Z\n";

        AssertPlan(Swept, Chain, PlayKind.Start, f => WithOld(f.Up("a-1", "b-1", "c-1")));
        AssertPlan(Swept, Chain, PlayKind.Down, WithOld);
        AssertPlan(Swept, Copy, PlayKind.Down, WithOld);
        AssertPlan(string.Empty, Chain, PlayKind.Stop, WithOld);
        AssertPlan(string.Empty, Chain, PlayKind.Status, WithOld);

        static Fleet WithOld(Fleet fleet) => fleet
            .Other("y-ci-1", new Owner("shop", "ci-1"), Past).Other("x-ci-1", new Owner("demo", "ci-1"), Past).Other("x-ci-2", new Owner("demo", "ci-2"), Future).Network("n", new Owner("demo", "ci-1"), Past);
    }

    [Fact]
    public void A_copy_lives_as_long_as_its_last_container_on_any_ship()
    {
        var environment = Env.Of().Ship("one").Ship("two").Service("a").Instance("a-1", "one").Instance("a-2", "two").Build();
        var old = new Owner("demo", "old");

        AssertPlan(string.Empty, environment, PlayKind.Down, f => f.Other("x", old, Past, "one").Other("y", old, Future, "two"));
        AssertPlan(
            "1. sweep copy old of demo on one: its time was over at 2026-01-31 11:30:00Z\n2. sweep copy old of demo on two: its time was over at 2026-01-31 11:30:00Z\n",
            environment, PlayKind.Down, f => f.Other("x", old, Past, "one").Other("y", old, Now.AddMinutes(-30), "two"));
    }

    [Fact]
    public void A_copy_that_is_up_and_over_its_time_is_told_unless_it_gets_more()
    {
        var copy = EnvironmentCopy.Of(Env.Of().Service("a").Service("b").Build(), "x");

        var warning = Assert.Single(PlanOf(copy, new Play(PlayKind.Start), f => f.Up("a-1", "b-1")).Warnings);

        Assert.Equal((DiagnosticCodes.CopyIsOver, DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.StartsWith("The time of the copy 'x' was over at 0001-01-01 00:00:00Z: any other start or down", warning.Message, StringComparison.Ordinal);
        Assert.Empty(PlanOf(copy, new Play(PlayKind.Start), f => f.Up("a-1")).Warnings);
        Assert.Empty(PlanOf(copy, new Play(PlayKind.Down), f => f.Up("a-1")).Warnings);
    }

    [Fact]
    public void Peers_are_looked_at_wherever_they_are_since_their_ports_are_told()
    {
        var environment = Env.Of().Ship("one").Ship("two").Service("zk").Instance("zk-1", "one", [Env.Port("p", 1, 1)]).Instance("zk-2", "two", [Env.Port("p", 1, 1)]).Build();
        var play = new Play(PlayKind.Start) { Things = ["zk-1"] };

        Assert.Equal(["one"], ShipsFor(environment));
        Assert.Equal(["one", "two"], ShipsFor(EnvironmentCopy.Of(environment, "x")));

        IEnumerable<string> ShipsFor(MaestroEnvironment e) => Planner.ShipsToLookAt(e, play, Selection.Make(e, play));
    }

    [Fact]
    public void Nobody_sweeps_the_copy_he_works_on_nor_one_that_does_not_say_its_time()
    {
        AssertPlan(string.Empty, Copy, PlayKind.Start, f => f.Up("a-1", "b-1", "c-1").Other("old-1-ci-7", Itself, Past));
        Assert.Null(Sweeping.LatestOf([Past, null]));
        Assert.Equal(Future, Sweeping.LatestOf([Past, Future]));
    }
}
