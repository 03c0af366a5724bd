using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class StartPlannerTests
{
    [Fact]
    public void A_chain_starts_link_by_link_each_after_the_checks_of_the_one_before()
        => AssertPlan(
            """
            1. start c-1 on ship: no container
            2. start b-1 on ship: no container, after 1
            3. check b-1 on ship: it has just started, after 2
            4. start a-1 on ship: no container, after 3

            """,
            Chain, PlayKind.Start);

    [Fact]
    public void The_branches_of_a_diamond_wait_for_its_base_and_its_top_for_both()
        => AssertPlan(
            """
            1. start base-1 on ship: no container
            2. start left-1 on ship: no container, after 1
            3. start right-1 on ship: no container, after 1
            4. start top-1 on ship: no container, after 2 3

            """,
            Diamond, PlayKind.Start);

    [Fact]
    public void What_is_down_comes_in_place_of_its_stopped_container()
        => AssertPlan("1. start base-1 on ship: exited\n", Env.Of().Service("base").Build(), PlayKind.Start, f => f.Stopped("base-1"));

    [Fact]
    public void When_all_is_up_there_is_nothing_to_do()
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Start), f => f.Up("a-1", "b-1", "c-1"));

        Assert.Empty(plan.Steps);
        Assert.Equal(["c-1 up", "b-1 up", "a-1 up"], Standings(plan));
    }

    [Fact]
    public void Order_holds_across_a_service_that_is_not_selected()
        => AssertPlan(
            """
            1. start c-1 on ship: no container
            2. start a-1 on ship: no container, after 1

            """,
            Chain, new Play(PlayKind.Start) { Things = ["a", "c"] });

    [Fact]
    public void Order_holds_across_a_service_that_is_up()
        => AssertPlan(
            """
            1. start base-1 on ship: no container
            2. start top-1 on ship: no container, after 1

            """,
            Diamond, PlayKind.Start, f => f.Up("left-1", "right-1"));

    [Fact]
    public void Order_holds_across_a_service_that_is_up_and_checked()
        => AssertPlan(
            """
            1. start c-1 on ship: no container
            2. check b-1 on ship: something that requires it starts
            3. start a-1 on ship: no container, after 1 2

            """,
            Chain, PlayKind.Start, f => f.Up("b-1"));

    [Fact]
    public void What_is_up_is_checked_only_when_something_that_requires_it_starts()
    {
        AssertPlan(
            """
            1. check b-1 on ship: something that requires it starts
            2. start a-1 on ship: no container, after 1

            """,
            Chain, PlayKind.Start, f => f.Up("b-1", "c-1"));
        AssertPlan("1. start c-1 on ship: no container\n", Chain, PlayKind.Start, f => f.Up("a-1", "b-1"));
    }

    [Fact]
    public void A_service_that_is_half_up_holds_back_its_dependants_by_what_starts()
    {
        var environment = Env.Of()
            .Service("c")
            .Service("b", requires: ["c"]).Instances(2)
            .Service("a", requires: ["b"])
            .Build();

        AssertPlan(
            """
            1. start c-1 on ship: no container
            2. start b-2 on ship: no container, after 1
            3. start a-1 on ship: no container, after 2

            """,
            environment, PlayKind.Start, f => f.Up("b-1"));
    }

    [Fact]
    public void A_container_that_docker_restarts_counts_as_up_and_is_checked()
        => AssertPlan("1. check b-1 on ship: restarting\n", Chain, new Play(PlayKind.Start) { Things = ["b"] }, f => f.With(ContainerState.Restarting, "b-1"));

    [Fact]
    public void Without_order_everything_starts_at_once_and_what_is_up_is_left_alone()
        => AssertPlan(
            """
            1. start c-1 on ship: no container
            2. start a-1 on ship: no container

            """,
            Chain, new Play(PlayKind.Start) { IgnoreDependencies = true }, f => f.Up("b-1"));

    [Fact]
    public void What_is_up_and_no_longer_as_the_file_says_is_outdated_and_left_alone()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Start) { Things = ["base"] }, f => f.Outdated("base-1"));

        Assert.Empty(plan.Steps);
        Assert.Equal(["base-1 up (outdated)"], Standings(plan));
    }

    [Fact]
    public void A_missing_image_is_pulled_once_per_ship()
    {
        var environment = Env.Of().Ship("one").Ship("two")
            .Service("web", image: "fleet/web:1").Instance("web-1", "one").Instance("web-2", "one").Instance("web-3", "two").Instance("web-4", "two")
            .Build();

        AssertPlan(
            """
            1. pull fleet/web:1 on one: image is not there
            2. start web-1 on one: no container, after 1
            3. start web-2 on one: no container, after 1
            4. start web-3 on two: no container
            5. start web-4 on two: no container

            """,
            environment, PlayKind.Start, f => f.WithoutImage("fleet/web:1", "one"));
    }

    [Fact]
    public void A_pull_waits_for_no_dependency()
        => AssertPlan(
            """
            1. start c-1 on ship: no container
            2. pull fleet/b:1 on ship: image is not there
            3. start b-1 on ship: no container, after 1 2
            4. check b-1 on ship: it has just started, after 3

            """,
            Chain, new Play(PlayKind.Start) { Things = ["b", "c"] }, f => f.WithoutImage("fleet/b:1"));

    [Fact]
    public void Images_are_refreshed_for_what_starts_and_for_nothing_else()
        => AssertPlan(
            """
            1. pull fleet/c:1 on ship: refresh asked for
            2. start c-1 on ship: exited, after 1

            """,
            Chain, new Play(PlayKind.Start) { Things = ["b", "c"], RefreshImages = true }, f => f.Up("b-1").Stopped("c-1"));

    [Fact]
    public void A_container_that_is_reused_needs_no_image()
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Start) { Things = ["c"], Reuse = true }, f => f.Stopped("c-1").WithoutImage("fleet/c:1"));

        Assert.Equal("1. start c-1 on ship: exited\n", plan.ToString());
        Assert.True(Assert.IsType<StartStep>(plan.Steps[0]).Reuse);
    }

    [Fact]
    public void Without_a_container_there_is_nothing_to_reuse()
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Start) { Things = ["c"], Reuse = true });

        Assert.False(Assert.IsType<StartStep>(plan.Steps[0]).Reuse);
    }

    [Fact]
    public void Only_images_of_what_starts_are_looked_for()
    {
        var fleet = Fleet.Of(Chain).Up("b-1").Stopped("c-1").Build();

        IEnumerable<string> LookedFor(Play play)
            => Planner.ImagesToLookFor(play, Selection.Make(Chain, play), fleet).Select(i => i.Image.Full);

        Assert.Equal(["fleet/c:1", "fleet/a:1"], LookedFor(new Play(PlayKind.Start)));
        Assert.Equal(["fleet/a:1"], LookedFor(new Play(PlayKind.Start) { Reuse = true }));
        Assert.Empty(LookedFor(new Play(PlayKind.Start) { RefreshImages = true }));
        Assert.Empty(LookedFor(new Play(PlayKind.Stop)));
    }

    [Theory]
    [InlineData(PlayKind.Start)]
    [InlineData(PlayKind.Stop)]
    [InlineData(PlayKind.Clean)]
    public void A_container_of_another_environment_is_refused_by_name(PlayKind kind)
    {
        var refusal = Assert.Throws<MaestroException>(() => PlanOf(Diamond, new Play(kind), f => f.Foreign("left-1", "shop").Foreign("base-1", "bank")));

        Assert.Equal(["base-1", "left-1"], refusal.Diagnostics.Select(d => d.Message.Split(' ')[6]));
        Assert.All(refusal.Diagnostics, d => Assert.Equal(DiagnosticCodes.NameTaken, d.Code));
        Assert.Contains("'bank'", refusal.Message, StringComparison.Ordinal);
    }
}
