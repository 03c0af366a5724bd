using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

/// <summary>The order between single instances: links, shared networks, and volumes of others.</summary>
public class InstanceOrderTests
{
    private static readonly MaestroEnvironment WithinOneService = Env.Of()
        .Service("app").Instance("app-1", change: i => i with { VolumesFrom = ["app-data"] }).Instance("app-data").Instance("app-2")
        .Build();

    private static readonly MaestroEnvironment AcrossServices = Env.Of()
        .Service("app").Instance("app-1", change: i => i with { VolumesFrom = ["data-1"] })
        .Service("data").Instances(2)
        .Build();

    private static readonly MaestroEnvironment Linked = Env.Of()
        .Service("app", requires: ["log"]).Instance("app-1", change: i => i with { Links = [new InstanceLink("db-2", "db")] }).Instance("app-2")
        .Service("db", requires: ["disk"]).Instances(2)
        .Service("disk").Service("log")
        .Build();

    [Fact]
    public void Volumes_within_a_service_order_its_instances_up_down_and_away()
    {
        AssertPlan(
            """
            1. start app-data on ship: no container
            2. start app-1 on ship: no container, after 1
            3. start app-2 on ship: no container

            """,
            WithinOneService, new Play(PlayKind.Start), f => f);
        AssertPlan(
            """
            1. stop app-1 on ship: running
            2. stop app-data on ship: running, after 1
            3. stop app-2 on ship: running

            """,
            WithinOneService, new Play(PlayKind.Stop), f => f.Up("app-1", "app-data", "app-2"));
        AssertPlan(
            """
            1. remove app-data on ship: exited
            2. remove app-1 on ship: exited, after 1

            """,
            WithinOneService, new Play(PlayKind.Clean), f => f.Stopped("app-1", "app-data"));
    }

    [Fact]
    public void Volumes_of_another_service_make_it_required()
    {
        AssertPlan(
            """
            1. start data-1 on ship: no container
            2. start data-2 on ship: no container
            3. start app-1 on ship: no container, after 1 2

            """,
            AcrossServices, new Play(PlayKind.Start) { Things = ["app"], WithDependencies = true }, f => f);
        AssertPlan(
            """
            1. stop app-1 on ship: running
            2. stop data-1 on ship: running, after 1
            3. stop data-2 on ship: running, after 1

            """,
            AcrossServices, new Play(PlayKind.Stop) { Things = ["data"], WithDependencies = true }, f => f.Up("app-1", "data-1", "data-2"));
    }

    [Fact]
    public void A_link_orders_two_instances_and_takes_in_what_the_other_needs()
        => AssertPlan(
            """
            1. start disk-1 on ship: no container
            2. start db-2 on ship: no container, after 1
            3. start log-1 on ship: no container
            4. start app-1 on ship: no container, after 2 3

            """,
            Linked, new Play(PlayKind.Start) { Things = ["app-1"], WithDependencies = true }, f => f);

    [Fact]
    public void A_link_holds_across_an_instance_that_is_up_or_left_out()
    {
        const string Expected = """
            1. start disk-1 on ship: no container
            2. start app-1 on ship: no container, after 1

            """;
        AssertPlan(Expected, Linked, new Play(PlayKind.Start) { Things = ["app-1"], WithDependencies = true }, f => f.Up("db-2", "log-1"));
        AssertPlan(Expected, Linked, new Play(PlayKind.Start) { Things = ["app-1", "disk"] }, f => f);
    }

    [Fact]
    public void What_links_to_an_instance_stops_first()
        => AssertPlan(
            """
            1. stop app-1 on ship: running
            2. stop db-2 on ship: running, after 1

            """,
            Linked, new Play(PlayKind.Stop) { Things = ["db-2"], WithDependencies = true }, f => f.Up("app-1", "app-2", "db-1", "db-2", "disk-1", "log-1"));

    [Fact]
    public void Says_who_goes_on_running_without_the_instance_it_links_to()
    {
        var plan = PlanOf(Linked, new Play(PlayKind.Stop) { Things = ["db-2"] }, f => f.Up("app-1", "app-2", "db-2"));

        Assert.StartsWith("app-1 goes on", Assert.Single(plan.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_whose_network_is_shared_comes_first()
        => AssertPlan(
            """
            1. start vpn-1 on ship: no container
            2. start app-1 on ship: no container, after 1

            """,
            Env.Of()
                .Service("app").Instance("app-1", change: i => i with { Network = new NetworkMode("container:vpn-1") })
                .Service("vpn")
                .Build(),
            new Play(PlayKind.Start),
            f => f);

    [Fact]
    public void Ignoring_dependencies_ignores_these_too()
        => Assert.All(PlanOf(WithinOneService, new Play(PlayKind.Start) { IgnoreDependencies = true }, f => f).Steps, s => Assert.Empty(s.Needs));

    private static void AssertPlan(string text, MaestroEnvironment environment, Play play, Func<Fleet, Fleet> fleet)
        => Assert.Equal(text, PlanOf(environment, play, fleet).ToString());

    private static Plan PlanOf(MaestroEnvironment environment, Play play, Func<Fleet, Fleet> fleet)
        => new Planner(environment, play, new ContainerSpecs(environment)).Plan(Selection.Make(environment, play), fleet(Fleet.Of(environment)).Build());
}
