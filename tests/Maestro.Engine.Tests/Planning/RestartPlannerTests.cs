using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class RestartPlannerTests
{
    private static readonly MaestroEnvironment Web = Env.Of().Service("web").Instances(2).Build();

    [Fact]
    public void Dependants_stop_first_and_dependencies_start_first()
        => AssertPlan(
            """
            1. stop top-1 on ship: running
            2. stop right-1 on ship: running, after 1
            3. stop left-1 on ship: running, after 1
            4. stop base-1 on ship: running, after 2 3
            5. start base-1 on ship: it is down by then, after 4
            6. start left-1 on ship: it is down by then, after 3 5
            7. start right-1 on ship: it is down by then, after 2 5
            8. start top-1 on ship: it is down by then, after 1 6 7

            """,
            Diamond, PlayKind.Restart, f => f.Up("top-1", "left-1", "right-1", "base-1"));

    [Fact]
    public void A_start_waits_for_the_checks_of_what_it_requires()
        => AssertPlan(
            """
            1. stop a-1 on ship: running
            2. stop b-1 on ship: running, after 1
            3. start b-1 on ship: it is down by then, after 2
            4. check b-1 on ship: it has just started, after 3
            5. start a-1 on ship: it is down by then, after 1 4

            """,
            Chain, new Play(PlayKind.Restart) { Things = ["a", "b"] }, f => f.Up("a-1", "b-1", "c-1"));

    [Fact]
    public void What_requires_something_on_a_ship_that_did_not_answer_is_not_taken_down()
        => AssertPlan(
            """
            1. stop other-1 on near: running
            2. start db-1 on far: ship did not answer
            3. start web-1 on near: running, after 2
            4. start other-1 on near: it is down by then, after 1

            """,
            Env.Of().Ship("near").Ship("far").Service("db").Instance("db-1", "far").Service("web", requires: ["db"]).Instance("web-1", "near").Service("other").Instance("other-1", "near").Build(),
            PlayKind.Restart, f => f.Up("web-1", "other-1").Unreachable("far"));

    [Fact]
    public void An_instance_that_nothing_precedes_stops_and_starts_in_one_turn()
    {
        var plan = PlanOf(Web, new Play(PlayKind.Restart), f => f.Up("web-1", "web-2"));

        Assert.Equal(["web-1", "web-2", "web-1", "web-2"], plan.Steps.Select(s => s.Turn));
        Assert.All(plan.Steps, s => Assert.True(s.IsPaced));
    }

    [Fact]
    public void An_instance_whose_dependency_restarts_goes_down_in_one_turn_and_comes_up_in_another()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Restart), f => f.Up("top-1", "left-1", "right-1", "base-1"));

        Assert.Equal(
            ["top-1 False", "right-1 False", "left-1 False", "base-1 True", "base-1 True", "left-1, up again True", "right-1, up again True", "top-1, up again True"],
            plan.Steps.Select(s => $"{s.Turn} {s.IsPaced}"));
    }

    [Fact]
    public void Without_order_each_instance_only_waits_for_its_own_stop()
        => AssertPlan(
            """
            1. stop a-1 on ship: running
            2. stop c-1 on ship: running
            3. start c-1 on ship: it is down by then, after 2
            4. start a-1 on ship: it is down by then, after 1

            """,
            Chain, new Play(PlayKind.Restart) { Things = ["a", "c"], IgnoreDependencies = true }, f => f.Up("a-1", "b-1", "c-1"));

    [Fact]
    public void What_is_down_is_started()
        => AssertPlan(
            """
            1. stop web-2 on ship: running
            2. start web-1 on ship: exited
            3. start web-2 on ship: it is down by then, after 1

            """,
            Web, PlayKind.Restart, f => f.Stopped("web-1").Up("web-2"));

    [Fact]
    public void All_images_are_refreshed_before_anything_stops()
        => AssertPlan(
            """
            1. pull fleet/b:1 on ship: refresh asked for
            2. pull fleet/a:1 on ship: refresh asked for
            3. stop a-1 on ship: running, after 1 2
            4. stop b-1 on ship: running, after 3
            5. start b-1 on ship: it is down by then, after 4
            6. check b-1 on ship: it has just started, after 5
            7. start a-1 on ship: it is down by then, after 3 6

            """,
            Chain, new Play(PlayKind.Restart) { Things = ["a", "b"], RefreshImages = true }, f => f.Up("a-1", "b-1", "c-1"));

    [Fact]
    public void A_missing_image_is_pulled_before_anything_stops_unless_the_container_is_used_again()
    {
        var play = new Play(PlayKind.Restart) { Things = ["a"] };

        AssertPlan(
            "1. pull fleet/a:1 on ship: image is not there\n2. stop a-1 on ship: running, after 1\n3. start a-1 on ship: it is down by then, after 2\n",
            Chain, play, f => f.Up("a-1", "b-1", "c-1").WithoutImage("fleet/a:1"));
        var reused = PlanOf(Chain, play with { Reuse = true }, f => f.Up("a-1", "b-1", "c-1").WithoutImage("fleet/a:1"));
        Assert.Equal("1. stop a-1 on ship: running\n2. start a-1 on ship: it is down by then, after 1\n", reused.ToString());
        Assert.True(Assert.IsType<StartStep>(reused.Steps[1]).Reuse);
    }

    [Fact]
    public void The_delay_between_stop_and_start_is_in_the_plan()
        => AssertPlan(
            "1. stop a-1 on ship: running\n2. start a-1 on ship: it is down by then, after 1, 1.5 s later\n",
            Chain, new Play(PlayKind.Restart) { Things = ["a"], StopStartDelay = TimeSpan.FromSeconds(1.5) }, f => f.Up("a-1", "b-1", "c-1"));

    [Fact]
    public void What_has_not_changed_is_left_alone()
    {
        var plan = PlanOf(Web, new Play(PlayKind.Restart) { OnlyIfChanged = true }, f => f.Up("web-1").Outdated("web-2"));

        Assert.Equal(
            "1. stop web-2 on ship: made from another version of the file\n2. start web-2 on ship: it is down by then, after 1\n", plan.ToString());
        Assert.Equal(["web-1 up to date", "web-2 restarted"], Standings(plan));
    }

    [Fact]
    public void Only_if_changed_starts_what_is_down()
        => AssertPlan("1. start web-1 on ship: exited\n", Web, new Play(PlayKind.Restart) { OnlyIfChanged = true }, f => f.Stopped("web-1").Up("web-2"));

    [Fact]
    public void What_runs_from_another_image_than_its_name_stands_for_has_changed()
        => AssertPlan(
            "1. stop a-1 on ship: its image has changed\n2. start a-1 on ship: it is down by then, after 1\n",
            Chain, new Play(PlayKind.Restart) { Things = ["a"], OnlyIfChanged = true }, f => f.Up("a-1", "b-1", "c-1").NewImage("fleet/a:1"));

    [Fact]
    public void What_requires_something_that_has_changed_restarts_with_it_and_what_stays_is_checked_first()
        => AssertPlan(
            """
            1. check b-1 on ship: something that requires it restarts
            2. stop a-1 on ship: its image has changed, after 1
            3. start a-1 on ship: it is down by then, after 2

            """,
            Chain, new Play(PlayKind.Restart) { OnlyIfChanged = true }, f => f.Up("a-1", "b-1", "c-1").NewImage("fleet/a:1"));

    [Theory]
    [InlineData(false, "stop a-1,stop b-1,stop c-1,start c-1,start b-1,check b-1,start a-1")]
    [InlineData(true, "stop c-1,start c-1")]
    public void At_no_time_does_something_run_without_what_it_requires_unless_order_is_ignored(bool ignore, string expected)
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Restart) { OnlyIfChanged = true, IgnoreDependencies = ignore }, f => f.Up("a-1", "b-1").Outdated("c-1"));

        Assert.Equal(expected, string.Join(',', plan.ToString().Split('\n').SkipLast(1).Select(l => string.Join(' ', l.Split(' ')[1..3]))));
    }

    [Fact]
    public void Images_are_pulled_before_it_is_told_what_has_changed()
    {
        var play = new Play(PlayKind.Restart) { OnlyIfChanged = true, RefreshImages = true };
        var selection = Selection.Make(Web, play);

        var prefetch = new Planner(Web, play, new ContainerSpecs(Web)).Prefetch(selection);
        var plan = new Planner(Web, play, new ContainerSpecs(Web), firstNumber: 2).Plan(selection, Fleet.Of(Web).Up("web-1").Outdated("web-2").Build());

        Assert.Equal("1. pull fleet/web:1 on ship: refresh asked for\n", prefetch!.ToString());
        Assert.Equal("2. stop web-2 on ship: made from another version of the file\n3. start web-2 on ship: it is down by then, after 2\n", plan.ToString());
        Assert.Null(new Planner(Web, play with { OnlyIfChanged = false }, new ContainerSpecs(Web)).Prefetch(selection));
    }

    [Fact]
    public void Warns_about_what_goes_on_running_while_its_dependency_restarts()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Restart) { Things = ["left"] }, f => f.Up("top-1", "left-1", "right-1", "base-1"));

        Assert.StartsWith("top-1 goes on running without a service that is restarted. Take them along", Assert.Single(plan.Warnings).Message, StringComparison.Ordinal);
        Assert.Empty(PlanOf(Diamond, new Play(PlayKind.Restart) { Things = ["left"], Only = true }, f => f.Up("top-1", "left-1", "base-1")).Warnings);
    }

    [Fact]
    public void Warns_about_a_dependency_that_does_not_run()
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Restart) { Things = ["a"] }, f => f.Up("a-1", "b-1"));

        Assert.Equal(DiagnosticCodes.DependenciesNotRunning, Assert.Single(plan.Warnings).Code);
    }

    [Fact]
    public void A_restart_looks_for_every_image_it_compares_or_makes_a_container_from()
    {
        var fleet = Fleet.Of(Chain).Up("b-1").Stopped("c-1").Build();

        IEnumerable<string> LookedFor(Play play) => Planner.ImagesToLookFor(play, Selection.Make(Chain, play), fleet).Select(i => i.Image.Full);

        Assert.Equal(["fleet/c:1", "fleet/b:1", "fleet/a:1"], LookedFor(new Play(PlayKind.Restart)));
        Assert.Equal(["fleet/a:1"], LookedFor(new Play(PlayKind.Restart) { Reuse = true }));
        Assert.Empty(LookedFor(new Play(PlayKind.Restart) { RefreshImages = true }));
        Assert.Equal(3, LookedFor(new Play(PlayKind.Restart) { RefreshImages = true, OnlyIfChanged = true }).Count());
    }
}
