using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

/// <summary>When images are built, where, and onto which ships they are brought.</summary>
public class BuildStepsTests
{
    private const string Sources = "now";
    private static readonly DockerfileBuild Dockerfile = new("/web", "/web/Dockerfile");
    private static readonly ProjectBuild Project = new("/app/App.csproj");
    private static readonly ArchiveBuild Archive = new("/app.tar");

    [Fact]
    public void A_Dockerfile_is_built_on_the_first_ship_and_the_others_get_the_image_from_there()
        => AssertPlan(
            """
            1. build fleet/web:1 on one: image is not there
            2. start web-1 on one: no container, after 1
            3. load fleet/web:1 on two: image is not there; ship one has it, after 1
            4. start web-2 on two: no container, after 3
            5. start web-3 on one: no container, after 1

            """,
            Web(Dockerfile), f => Without(f));

    [Fact]
    public void A_project_is_built_here_and_loaded_onto_each_ship()
        => AssertPlan(
            """
            1. build fleet/web:1 here: image is not there
            2. load fleet/web:1 on one: image is not there, after 1
            3. start web-1 on one: no container, after 2
            4. load fleet/web:1 on two: image is not there, after 1
            5. start web-2 on two: no container, after 4
            6. start web-3 on one: no container, after 2

            """,
            Web(Project), f => Without(f));

    [Fact]
    public void An_archive_is_loaded_onto_each_ship()
        => AssertPlan(
            """
            1. load fleet/web:1 on one: image is not there
            2. start web-1 on one: no container, after 1
            3. load fleet/web:1 on two: image is not there
            4. start web-2 on two: no container, after 3
            5. start web-3 on one: no container, after 1

            """,
            Web(Archive), f => Without(f));

    [Fact]
    public void A_project_whose_archive_is_there_is_not_built_again()
        => AssertPlan(
            """
            1. load fleet/web:1 on one: image is not there
            2. start web-1 on one: no container, after 1
            3. load fleet/web:1 on two: image is not there
            4. start web-2 on two: no container, after 3
            5. start web-3 on one: no container, after 1

            """,
            Web(Project), f => Without(f), build: new ObservedBuild { Sources = Sources, Archives = new Dictionary<string, string> { ["linux/amd64"] = "/x.tar" } });

    [Theory]
    [MemberData(nameof(Builds))]
    public void Ships_that_have_the_image_as_it_is_to_be_need_nothing(ImageBuild build)
        => AssertPlan("1. start web-1 on one: no container\n2. start web-2 on two: no container\n3. start web-3 on one: no container\n", Web(build), Current);

    [Fact]
    public void The_ship_that_has_the_image_spares_the_others_the_build()
        => AssertPlan(
            """
            1. load fleet/web:1 on one: its sources have changed; ship two has it
            2. start web-1 on one: no container, after 1
            3. start web-2 on two: no container
            4. start web-3 on one: no container, after 1

            """,
            Web(Dockerfile), f => f.ImageFrom("fleet/web:1", "before", "one").ImageFrom("fleet/web:1", Sources, "two"));

    [Fact]
    public void A_ship_of_another_platform_gets_an_image_of_its_own()
    {
        AssertPlan(
            """
            1. build fleet/web:1 on one: image is not there
            2. start web-1 on one: no container, after 1
            3. build fleet/web:1 on two: image is not there
            4. start web-2 on two: no container, after 3
            5. start web-3 on one: no container, after 1

            """,
            Web(Dockerfile), f => Without(f).ShipOf("two", "linux/arm64"));
        AssertPlan(
            """
            1. build fleet/web:1 here: image is not there
            2. load fleet/web:1 on one: image is not there, after 1
            3. start web-1 on one: no container, after 2
            4. build fleet/web:1 here: image is not there
            5. load fleet/web:1 on two: image is not there, after 4
            6. start web-2 on two: no container, after 5
            7. start web-3 on one: no container, after 2

            """,
            Web(Project), f => Without(f).ShipOf("two", "linux/arm64"));
    }

    [Theory]
    [InlineData("before", "its sources have changed")]
    [InlineData("", "its sources have changed")]
    public void An_image_that_was_made_from_something_else_is_built_again(string found, string cause)
        => AssertPlan(
            $"""
            1. build fleet/web:1 on ship: {cause}
            2. start web-1 on ship: no container, after 1

            """,
            One(Dockerfile), f => f.ImageFrom("fleet/web:1", found));

    [Fact]
    public void An_archive_with_another_image_is_loaded_again()
        => AssertPlan("1. load fleet/web:1 on ship: the archive has another image\n2. start web-1 on ship: no container, after 1\n", One(Archive), f => f.NewImage("fleet/web:1"));

    [Fact]
    public void An_image_of_another_platform_counts_as_missing()
        => AssertPlan(
            "1. build fleet/web:1 (linux/arm64) on ship: image is not there for that platform\n2. start web-1 on ship: no container, after 1\n",
            One(Dockerfile, i => i with { Platform = "linux/arm64" }), f => f.ImageFrom("fleet/web:1", Sources).ImageFor("fleet/web:1", "linux/amd64"));

    [Fact]
    public void Refreshing_builds_what_is_there_and_leaves_archives_alone()
    {
        var refresh = new Play(PlayKind.Start) { RefreshImages = true };

        var plan = PlanOf(One(Dockerfile), refresh, Current);

        Assert.Equal("1. build fleet/web:1 on ship: refresh asked for\n2. start web-1 on ship: no container, after 1\n", plan.ToString());
        Assert.True(Assert.IsType<BuildStep>(plan.Steps[0]).Refreshes);
        Assert.Equal("1. start web-1 on ship: no container\n", PlanOf(One(Archive), refresh, Current).ToString());
    }

    [Theory]
    [InlineData(PullPolicy.Always, "1. build fleet/web:1 on ship: pull policy is always\n2. start web-1 on ship: no container, after 1\n")]
    [InlineData(PullPolicy.Never, "1. start web-1 on ship: no container\n")]
    public void The_pull_policy_holds_for_images_that_are_built(PullPolicy policy, string expected)
        => AssertPlan(expected, One(Dockerfile, i => i with { PullPolicy = policy }), policy == PullPolicy.Always ? Current : f => f.ImageFrom("fleet/web:1", "before"));

    [Fact]
    public void What_is_up_is_called_outdated_when_its_sources_have_changed_and_nothing_is_built()
    {
        var before = new ObservedBuilds(new Dictionary<string, ObservedBuild> { [Dockerfile.Definition] = new() { Sources = "before" } });
        var environment = One(Dockerfile);

        var plan = PlanOf(environment, new Play(PlayKind.Start), f => f, fleetBuilds: before);

        Assert.Empty(plan.Steps);
        Assert.Equal("web-1 up (outdated)", Assert.Single(Plans.Standings(plan)));
        Assert.Equal("web-1 running (outdated)", Assert.Single(Plans.Standings(PlanOf(environment, new Play(PlayKind.Status), f => f, fleetBuilds: before))));
        Assert.Equal("web-1 up", Assert.Single(Plans.Standings(PlanOf(environment, new Play(PlayKind.Start), f => f, fleetBuilds: BuildsOf(environment)))));
    }

    [Fact]
    public void A_restart_of_what_has_changed_builds_before_it_stops()
    {
        var before = new ObservedBuilds(new Dictionary<string, ObservedBuild> { [Dockerfile.Definition] = new() { Sources = "before" } });

        var plan = PlanOf(One(Dockerfile), new Play(PlayKind.Restart) { OnlyIfChanged = true }, f => f.ImageFrom("fleet/web:1", "before"), fleetBuilds: before);

        Assert.Equal(
            """
            1. build fleet/web:1 on ship: its sources have changed
            2. stop web-1 on ship: made from another version of the file, after 1
            3. start web-1 on ship: it is down by then, after 2

            """,
            plan.ToString());
    }

    [Fact]
    public void A_restart_says_when_it_is_the_sources_that_have_changed()
    {
        var environment = One(Dockerfile);
        var specs = new ContainerSpecs(environment) { Builds = BuildsOf(environment) };
        var container = new ObservedContainer("id", "web-1", ContainerState.Running)
        {
            Labels = new Dictionary<string, string> { [ContainerLabels.Environment] = "demo", [ContainerLabels.Hash] = "another", [ContainerLabels.Sources] = "before" },
        };
        var play = new Play(PlayKind.Restart) { OnlyIfChanged = true };
        var fleet = new ObservedFleet([new ObservedShip("ship") { Containers = new Dictionary<string, ObservedContainer> { ["web-1"] = container } }]);

        var causes = new RestartCauses(play, specs, new DependencyGraph(environment)).Of(Selection.Make(environment, play), fleet);

        Assert.Equal("the sources of its image have changed", Assert.Single(causes).Value);
    }

    [Fact]
    public void Images_are_built_anew_before_it_is_told_what_has_changed()
    {
        var environment = One(Dockerfile);
        var play = new Play(PlayKind.Restart) { OnlyIfChanged = true, RefreshImages = true };
        var selection = Selection.Make(environment, play);
        var specs = new ContainerSpecs(environment) { Builds = BuildsOf(environment) };
        var fleet = new Fleet(environment, specs.Builds).Up("web-1").ImageFrom("fleet/web:1", Sources).Build();

        var prefetch = new Planner(environment, play, specs).Prefetch(selection, fleet);
        var plan = new Planner(environment, play, specs, firstNumber: 2).Plan(selection, fleet);

        Assert.Equal("1. build fleet/web:1 on ship: refresh asked for\n", prefetch!.ToString());
        Assert.Empty(plan.Steps);
    }

    [Fact]
    public void A_container_that_is_reused_needs_no_image()
        => Assert.Equal("1. start web-1 on ship: exited\n", PlanOf(One(Dockerfile), new Play(PlayKind.Start) { Reuse = true }, f => Without(f).Stopped("web-1")).ToString());

    [Fact]
    public void A_pull_builds_what_has_changed_and_says_what_is_there()
    {
        var environment = Env.Of()
            .Service("web").Instance("web-1", change: i => i with { Build = Dockerfile })
            .Service("app").Instance("app-1", change: i => i with { Build = Project })
            .Service("old").Instance("old-1", change: i => i with { Build = Archive, PullPolicy = PullPolicy.Never })
            .Service("db").Build();

        var plan = PlanOf(environment, new Play(PlayKind.Pull), f => f.ImageFrom("fleet/web:1", Sources).WithoutImage("fleet/app:1"));

        Assert.Equal(
            """
            1. build fleet/app:1 here: image is not there
            2. load fleet/app:1 on ship: image is not there, after 1
            3. pull fleet/db:1 on ship: asked for

            """,
            plan.ToString());
        Assert.Equal(["web-1 there already", "app-1 done", "old-1 never pulled", "db-1 done"], Plans.Standings(plan));
    }

    [Fact]
    public void A_ship_that_did_not_answer_keeps_no_other_from_its_image_in_a_pull()
    {
        Assert.Equal(
            """
            1. load fleet/web:1 on one: ship did not answer
            2. build fleet/web:1 on two: image is not there

            """,
            PullWithoutShipOne(Dockerfile));
        Assert.Equal(
            """
            1. load fleet/web:1 on one: ship did not answer
            2. build fleet/web:1 here: image is not there
            3. load fleet/web:1 on two: image is not there, after 2

            """,
            PullWithoutShipOne(Project));

        static string PullWithoutShipOne(ImageBuild build)
            => PlanOf(Web(build), new Play(PlayKind.Pull) { OnFailure = OnFailure.Continue }, f => Without(f).Unreachable("one")).ToString();
    }

    [Fact]
    public void What_cannot_be_built_is_used_as_it_is_where_it_is_there_with_a_warning()
    {
        var problem = Diagnostic.Error(DiagnosticCodes.BuildInputMissing, "There is no Dockerfile.");

        var plan = PlanOf(Web(Dockerfile), new Play(PlayKind.Start), f => f.WithoutImage("fleet/web:1", "one"), build: new ObservedBuild { Problem = problem });

        Assert.Equal(
            """
            1. build fleet/web:1 on one: image is not there
            2. start web-1 on one: no container, after 1
            3. start web-2 on two: no container
            4. start web-3 on one: no container, after 1

            """,
            plan.ToString());
        Assert.Same(problem, ((BuildStep)plan.Steps[0]).Problem);
        var warning = Assert.Single(plan.Warnings);
        Assert.Equal((DiagnosticSeverity.Warning, "There is no Dockerfile. Ship two has the image fleet/web:1, which is used as it is."), (warning.Severity, warning.Message));
    }

    [Fact]
    public void What_cannot_be_told_is_not_called_outdated()
    {
        var environment = One(Dockerfile);
        var unknown = new ObservedBuilds(new Dictionary<string, ObservedBuild> { [Dockerfile.Definition] = new() { Problem = Diagnostic.Error(DiagnosticCodes.BuildInputMissing, "Gone.") } });
        var fleet = new Fleet(environment, BuildsOf(environment)).Up("web-1").Build();

        var plan = new Planner(environment, new Play(PlayKind.Start), new ContainerSpecs(environment) { Builds = unknown }).Plan(Selection.Make(environment, new Play(PlayKind.Start)), fleet);

        Assert.Equal("web-1 up", Assert.Single(Plans.Standings(plan)));
    }

    [Fact]
    public void A_validation_tells_what_is_missing_and_of_archives_only_warns()
    {
        var problem = Diagnostic.Error(DiagnosticCodes.BuildInputMissing, "Gone.");

        Assert.Equal(problem, Assert.Single(PlanOf(Web(Project), new Play(PlayKind.Validate), f => f, build: new ObservedBuild { Problem = problem }).Warnings));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(PlanOf(Web(Archive), new Play(PlayKind.Validate), f => f, build: new ObservedBuild { Problem = problem }).Warnings).Severity);
    }

    [Fact]
    public void Ships_are_asked_for_images_and_platforms_where_these_decide()
    {
        var environment = Web(Dockerfile);
        var play = new Play(PlayKind.Start);
        var selection = Selection.Make(environment, play);
        var builds = BuildsOf(environment);

        Assert.Equal(["one", "two"], Planner.ImagesToLookFor(play, selection, new Fleet(environment, builds).Up("web-1", "web-3").Build()).Select(i => i.Ship));
        Assert.Empty(Planner.ImagesToLookFor(play, selection, new Fleet(environment, builds).Up("web-1", "web-2", "web-3").Build()));
        Assert.Equal(["one", "two"], BuildSteps.ShipsToAsk(play, selection, Without(new Fleet(environment, builds)).Build(), builds));
        Assert.Empty(BuildSteps.ShipsToAsk(play, selection, Current(new Fleet(environment, builds)).Build(), builds));
        Assert.Empty(BuildSteps.ShipsToAsk(new Play(PlayKind.Stop), selection, new Fleet(environment, builds).Build(), builds));
    }

    public static TheoryData<ImageBuild> Builds() => [Dockerfile, Project, Archive];

    private static MaestroEnvironment Web(ImageBuild build) => Env.Of().Ship("one").Ship("two")
        .Service("web").Instance("web-1", "one", change: With(build)).Instance("web-2", "two", change: With(build)).Instance("web-3", "one", change: With(build)).Build();

    private static MaestroEnvironment One(ImageBuild build, Func<Instance, Instance>? change = null)
        => Env.Of().Service("web").Instance("web-1", change: i => (change ?? (same => same))(i with { Build = build })).Build();

    private static Func<Instance, Instance> With(ImageBuild build) => i => i with { Build = build };

    private static Fleet Without(Fleet fleet) => fleet.WithoutImage("fleet/web:1", "one").WithoutImage("fleet/web:1", "two").WithoutImage("fleet/web:1");

    private static Fleet Current(Fleet fleet) => fleet.ImageFrom("fleet/web:1", Sources).ImageFrom("fleet/web:1", Sources, "one").ImageFrom("fleet/web:1", Sources, "two");

    private static ObservedBuilds BuildsOf(MaestroEnvironment environment, ObservedBuild? build = null)
        => new(environment.Instances.Where(i => i.Build is not null)
            .DistinctBy(i => ObservedBuilds.KeyOf(i, i.Build!))
            .ToDictionary(i => ObservedBuilds.KeyOf(i, i.Build!), _ => build ?? new ObservedBuild { Sources = Sources, ImageIds = ["sha256:1"] }));

    private static void AssertPlan(string expected, MaestroEnvironment environment, Func<Fleet, Fleet> change, ObservedBuild? build = null)
        => Assert.Equal(expected, PlanOf(environment, new Play(PlayKind.Start), change, build).ToString());

    private static Plan PlanOf(MaestroEnvironment environment, Play play, Func<Fleet, Fleet> change, ObservedBuild? build = null, ObservedBuilds? fleetBuilds = null)
    {
        var builds = BuildsOf(environment, build);
        var fleet = fleetBuilds is null ? new Fleet(environment, builds) : new Fleet(environment, fleetBuilds).Up([.. environment.Instances.Select(i => i.Name)]);
        return new Planner(environment, play, new ContainerSpecs(environment) { Builds = builds }).Plan(Selection.Make(environment, play), change(fleet).Build());
    }
}
