using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

public class PlannerTests
{
    private static readonly IReadOnlyList<PortMapping> Http = [Env.Port("http", 80, 8080)];

    private static readonly MaestroEnvironment Chain = Env.Of()
        .Service("a", requires: ["b"])
        .Service("b", requires: ["c"]).Instance("b-1", ports: Http, lifecycle: Env.Checked("http"))
        .Service("c")
        .Build();

    private static readonly MaestroEnvironment Diamond = Env.Of()
        .Service("top", requires: ["left", "right"])
        .Service("left", requires: ["base"])
        .Service("right", requires: ["base"])
        .Service("base")
        .Build();

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

    [Fact]
    public void Status_says_whose_container_has_the_name()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Status), f => f.Foreign("base-1", "bank"));

        Assert.Equal("down (name taken by bank)", plan.Standings.Single(s => s.Instance.Name == "base-1").Word);
    }

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
        Assert.Equal(["b-1"], LookedAt(new Play(PlayKind.Start) { Things = ["b"] }));
    }

    [Fact]
    public void A_stop_tries_what_is_on_a_ship_that_did_not_answer()
        => AssertPlan("1. stop base-1 on ship: ship did not answer\n", Env.Of().Service("base").Build(), PlayKind.Stop, f => f.Unreachable("ship"));

    [Fact]
    public void A_pull_takes_each_image_once_per_ship()
    {
        var environment = Env.Of().Ship("one").Ship("two")
            .Service("web", image: "fleet/web").Instance("web-1", "one").Instance("web-2", "one").Instance("web-3", "two")
            .Service("admin", image: "docker.io/fleet/web:latest").Instance("admin-1", "one")
            .Build();

        AssertPlan(
            """
            1. pull fleet/web:latest on one: asked for
            2. pull fleet/web:latest on two: asked for

            """,
            environment, PlayKind.Pull);
    }

    [Fact]
    public void A_clean_removes_what_is_stopped_and_skips_what_runs()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Clean), f => f.Up("base-1").Stopped("left-1").With(ContainerState.Created, "top-1"));

        Assert.Equal("1. remove left-1 on ship: exited\n2. remove top-1 on ship: created, after 1\n", plan.ToString());
        Assert.Equal(["base-1 skipped", "left-1 removed", "right-1 absent", "top-1 removed"], Standings(plan));
    }

    [Fact]
    public void A_status_takes_no_step()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Status), f => f.Up("base-1").Outdated("left-1").Stopped("right-1"));

        Assert.Empty(plan.Steps);
        Assert.Equal(["base-1 running", "left-1 running (outdated)", "right-1 down", "top-1 down"], Standings(plan));
    }

    [Fact]
    public void A_status_says_which_ships_did_not_answer()
        => Assert.All(Standings(PlanOf(Diamond, new Play(PlayKind.Status), f => f.Unreachable("ship"))), s => Assert.EndsWith(" unreachable", s, StringComparison.Ordinal));

    [Fact]
    public void Every_step_has_a_cause_and_needs_only_steps_before_it()
    {
        var plan = PlanOf(Layers(layers: 10, width: 3), new Play(PlayKind.Start));

        Assert.All(plan.Steps, (step, index) =>
        {
            Assert.Equal(index + 1, step.Number);
            Assert.NotEmpty(step.Cause);
            Assert.All(step.Needs, need => Assert.InRange(need, 1, step.Number - 1));
        });
    }

    [Fact]
    public void Ten_thousand_instances_in_layers_have_an_edge_to_each_neighbour_and_no_more()
    {
        const int Layered = 1000;
        const int Width = 10;
        var plan = PlanOf(Layers(Layered, Width), new Play(PlayKind.Start));

        Assert.Equal(Layered * Width, plan.Steps.Count);
        Assert.Equal((Layered - 1) * Width * Width, plan.Steps.Sum(s => s.Needs.Count));
    }

    [Theory]
    [InlineData(PlayKind.Start)]
    [InlineData(PlayKind.Stop)]
    public void A_long_chain_of_which_half_is_up_stays_small(PlayKind kind)
    {
        const int Length = 200;
        var environment = Layers(Length, width: 2);

        var plan = PlanOf(environment, new Play(kind), f => f.Up([.. environment.Services.Select(s => $"{s.Name}-1")]));

        Assert.Equal(Length, plan.Steps.Count);
        Assert.Equal(Length - 1, plan.Steps.Sum(s => s.Needs.Count));
    }

    // Services in a row, each with some instances, each requiring the one before.
    private static MaestroEnvironment Layers(int layers, int width)
    {
        var builder = Env.Of();
        for (var layer = 0; layer < layers; layer++)
        {
            builder.Service($"s{layer}", requires: layer == 0 ? [] : [$"s{layer - 1}"], image: "fleet/web:1").Instances(width);
        }

        return builder.Build();
    }

    private static void AssertPlan(string text, MaestroEnvironment environment, PlayKind kind, Func<Fleet, Fleet>? fleet = null)
        => AssertPlan(text, environment, new Play(kind), fleet);

    private static void AssertPlan(string text, MaestroEnvironment environment, Play play, Func<Fleet, Fleet>? fleet = null)
        => Assert.Equal(text, PlanOf(environment, play, fleet).ToString());

    private static Plan PlanOf(MaestroEnvironment environment, Play play, Func<Fleet, Fleet>? change = null)
    {
        var fleet = Fleet.Of(environment);
        return new Planner(environment, play, new ContainerSpecs(environment)).Plan(Selection.Make(environment, play), (change?.Invoke(fleet) ?? fleet).Build());
    }

    private static IEnumerable<string> Standings(Plan plan) => plan.Standings.Select(s => $"{s.Instance.Name} {s.Word}");
}
