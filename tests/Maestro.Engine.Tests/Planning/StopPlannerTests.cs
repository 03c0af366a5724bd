using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class StopPlannerTests
{
    [Fact]
    public void A_stop_takes_dependants_first()
        => AssertPlan(
            """
            1. stop top-1 on ship: running
            2. stop right-1 on ship: running, after 1
            3. stop left-1 on ship: running, after 1
            4. stop base-1 on ship: running, after 2 3

            """,
            Diamond, PlayKind.Stop, f => f.Up("top-1", "left-1", "right-1", "base-1"));

    [Fact]
    public void A_kill_takes_dependants_first_over_volumes_and_links_too()
    {
        var environment = Env.Of()
            .Service("app").Instance("app-1", change: i => i with { VolumesFrom = ["data-1"] })
            .Service("data")
            .Service("web").Instance("web-1", change: i => i with { Links = [new InstanceLink("app-1", "app")] })
            .Build();

        AssertPlan(
            """
            1. kill web-1 on ship: running
            2. kill app-1 on ship: running, after 1
            3. kill data-1 on ship: running, after 2

            """,
            environment, PlayKind.Kill, f => f.Up("app-1", "data-1", "web-1"));
    }

    [Fact]
    public void A_stop_keeps_the_order_across_what_is_down_and_leaves_it_alone()
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Stop), f => f.Up("a-1", "c-1").Stopped("b-1"));

        Assert.Equal("1. stop a-1 on ship: running\n2. stop c-1 on ship: running, after 1\n", plan.ToString());
        Assert.Contains("b-1 down", Standings(plan));
    }

    [Fact]
    public void A_stop_without_order_waits_for_nothing()
        => Assert.All(
            PlanOf(Chain, new Play(PlayKind.Stop) { IgnoreDependencies = true }, f => f.Up("a-1", "b-1", "c-1")).Steps,
            step => Assert.Empty(step.Needs));

    [Fact]
    public void A_stop_warns_about_what_goes_on_running_without_its_dependency()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Stop) { Things = ["base"] }, f => f.Up("base-1", "left-1", "top-1").Stopped("right-1"));

        var warning = Assert.Single(plan.Warnings);
        Assert.Equal(DiagnosticCodes.DependantsLeftRunning, warning.Code);
        Assert.StartsWith("left-1, top-1 go on running", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_stop_on_purpose_does_not_warn(bool only, bool withDependencies)
        => Assert.Empty(PlanOf(
            Diamond,
            new Play(PlayKind.Stop) { Things = ["base"], Only = only, WithDependencies = withDependencies },
            f => f.Up("base-1", "left-1", "right-1", "top-1")).Warnings);

    [Fact]
    public void A_stop_looks_at_the_ships_of_dependants_too()
    {
        IEnumerable<string> LookedAt(Play play) => Planner.InstancesToLookAt(Chain, play, Selection.Make(Chain, play)).Select(i => i.Name).Order();

        Assert.Equal(["a-1", "b-1"], LookedAt(new Play(PlayKind.Stop) { Things = ["b"] }));
        Assert.Equal(["b-1"], LookedAt(new Play(PlayKind.Stop) { Things = ["b"], Only = true }));
        Assert.Equal(["a-1", "b-1"], LookedAt(new Play(PlayKind.Kill) { Things = ["b"] }));
        Assert.Equal(["b-1", "c-1"], LookedAt(new Play(PlayKind.Start) { Things = ["b"] }));
        Assert.Equal(["b-1"], LookedAt(new Play(PlayKind.Start) { Things = ["b"], IgnoreDependencies = true }));
    }

    [Fact]
    public void A_stop_tries_what_is_on_a_ship_that_did_not_answer()
        => AssertPlan("1. stop base-1 on ship: ship did not answer\n", Env.Of().Service("base").Build(), PlayKind.Stop, f => f.Unreachable("ship"));
}
