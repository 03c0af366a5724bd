using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

/// <summary>Which networks a plan creates and removes.</summary>
public class NetworkStepsTests
{
    private static readonly MaestroEnvironment TwoShips = Env.Of()
        .Ship("one").Ship("two")
        .Network("back").Network("front").Network("idle")
        .Service("db").Instance("db-1", "one", change: Env.On("back")).Instance("db-2", "two", change: Env.On("back"))
        .Service("web", requires: ["db"]).Instance("web-1", "one", change: Env.On("front", "back"))
        .Build();

    [Fact]
    public void A_network_is_created_once_on_each_ship_before_what_needs_it()
        => Assert.Equal(
            """
            1. create network demo_back on one: network is not there
            2. start db-1 on one: no container, after 1
            3. create network demo_back on two: network is not there
            4. start db-2 on two: no container, after 3
            5. create network demo_front on one: network is not there
            6. start web-1 on one: no container, after 1 2 4 5

            """,
            PlanOf(TwoShips).ToString());

    [Fact]
    public void A_network_that_is_there_is_used()
        => Assert.DoesNotContain("create", PlanOf(TwoShips, f => f.Network("demo_back", "demo", ship: "one").Network("demo_front", "demo", ship: "one").Network("demo_back", "demo", ship: "two")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Networks_of_what_is_up_are_left_alone()
        => Assert.Equal("1. create network demo_back on two: network is not there\n2. start db-2 on two: no container, after 1\n", PlanOf(TwoShips, f => f.Up("db-1", "web-1")).ToString());

    [Fact]
    public void An_external_network_is_not_created()
        => Assert.Equal("1. start web-1 on ship: no container\n", PlanOf(OnExternal(), f => f.Network("shared")).ToString());

    [Fact]
    public void An_external_network_that_is_missing_refuses_the_play()
    {
        var refusal = Assert.Throws<MaestroException>(() => PlanOf(OnExternal()));

        Assert.Equal(DiagnosticCodes.NetworkMissing, Assert.Single(refusal.Diagnostics).Code);
        Assert.Contains("Ship ship has no network 'shared'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is none of Maestro's")]
    [InlineData("shop", "belongs to the environment 'shop'")]
    public void The_network_of_somebody_else_refuses_the_play(string? owner, string fragment)
    {
        var environment = Env.Of().Network("back").Service("web").Instance("web-1", change: Env.On("back")).Instance("web-2", change: Env.On("back")).Build();

        var refusal = Assert.Throws<MaestroException>(() => PlanOf(environment, f => f.Network("demo_back", owner)));

        Assert.Equal(DiagnosticCodes.NetworkTaken, Assert.Single(refusal.Diagnostics).Code);
        Assert.Contains(fragment, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_made_from_another_definition_is_used_with_a_warning()
    {
        var environment = Env.Of().Network("back", n => n with { Driver = "macvlan" }).Service("web").Instance("web-1", change: Env.On("back")).Build();

        var plan = PlanOf(environment, f => f.Network("demo_back", "demo", NetworkHash.Of(environment.Network("back") with { Driver = "" })));

        Assert.Equal(DiagnosticCodes.NetworkOutdated, Assert.Single(plan.Warnings).Code);
        Assert.Empty(PlanOf(environment, f => f.Network("demo_back", "demo", NetworkHash.Of(environment.Network("back")))).Warnings);
    }

    [Fact]
    public void On_a_ship_that_did_not_answer_nothing_is_prepared()
    {
        var environment = Env.Of().Network("back").Service("web").Instance("web-1", change: Env.On("back")).Build();

        Assert.Equal("1. start web-1 on ship: ship did not answer\n", PlanOf(environment, f => f.Unreachable("ship")).ToString());
    }

    [Fact]
    public void Only_ships_where_something_with_a_network_starts_are_asked_for_theirs()
    {
        var fleet = Fleet.Of(TwoShips).Up("db-1", "web-1").Build();
        IEnumerable<string> Asked(Play play) => Planner.ShipsWhoseNetworksMatter(play, new ContainerSpecs(TwoShips), Selection.Make(TwoShips, play), fleet);

        Assert.Equal(["two"], Asked(new Play(PlayKind.Start)));
        Assert.Empty(Asked(new Play(PlayKind.Stop)));
    }

    [Fact]
    public void Removals_take_the_environments_own_networks_those_of_older_files_too()
    {
        var plan = new PlanBuilder(TwoShips, new Play(PlayKind.Clean));
        var fleet = Fleet.Of(TwoShips).Network("demo_old", "demo", ship: "one").Network("demo_back", "demo", ship: "one").Network("theirs", "shop", ship: "one").Network("foreign", ship: "one").Network("demo_back", "demo", ship: "two").Build();
        for (var i = 1; i <= 3; i++)
        {
            plan.Add(new RemoveStep(TwoShips.Instance("db-1")) { Number = i, Ship = TwoShips.Ship("one"), Cause = "exited" });
        }

        new NetworkRemovals(TwoShips, plan).Plan(["one", "two"], fleet, ship => ship == "one" ? [2, 3] : [], "taken down");

        Assert.Equal(
            """
            4. remove network demo_back on one: taken down, after 2 3
            5. remove network demo_old on one: taken down, after 2 3
            6. remove network demo_back on two: taken down

            """,
            string.Concat(plan.Build().ToString().Split('\n').Skip(3).Select(l => l.Length == 0 ? l : l + "\n")));
    }

    private static MaestroEnvironment OnExternal() => Env.Of()
        .Network("shared", n => n with { ActualName = "shared", IsExternal = true })
        .Service("web").Instance("web-1", change: Env.On("shared"))
        .Build();

    private static Plan PlanOf(MaestroEnvironment environment, Func<Fleet, Fleet>? change = null)
    {
        var (fleet, play) = (Fleet.Of(environment), new Play(PlayKind.Start));
        return new Planner(environment, play, new ContainerSpecs(environment)).Plan(Selection.Make(environment, play), (change?.Invoke(fleet) ?? fleet).Build());
    }
}
