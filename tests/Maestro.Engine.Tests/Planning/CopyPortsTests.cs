using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

public class CopyPortsTests
{
    // Peers that are told of each other, and one that requires them.
    private static readonly MaestroEnvironment Quorum = Env.Of()
        .Service("zk").Instance("zk-1", ports: [Env.Port("client", 2181, 2181)]).Instance("zk-2", ports: [Env.Port("client", 2181, 2182)])
        .Service("web", requires: ["zk"]).Instance("web-1", ports: [Env.Port("http", 80, 8080), Env.Port("debug", 90)])
        .Build();

    [Fact]
    public void Every_port_that_the_file_gives_is_another_one_and_is_told_to_the_instance_itself_and_its_peers()
    {
        var (copy, specs) = Copy(Quorum);

        var (one, two) = (specs.Of(copy.Instance("zk-1"), Unknown), specs.Of(copy.Instance("zk-2"), Unknown));
        var (first, second) = (one.Ports[0].External.First, two.Ports[0].External.First);

        Assert.InRange(first, 20000, 29999);
        Assert.NotEqual(first, second);
        Assert.All([one, two], s => Assert.Equal(($"{first}", $"{second}", "2181"), (s.Variables["ZK_ZK_1_CLIENT_PORT"], s.Variables["ZK_ZK_2_CLIENT_PORT"], s.Variables["ZK_ZK_1_CLIENT_INTERNAL_PORT"])));
        Assert.Equal($$"""{"client":{{first}}}""", one.ChosenPorts);
        Assert.Equal(2181, one.Ports[0].Exposed.First);
    }

    [Fact]
    public void A_port_that_docker_chooses_in_the_file_is_dockers_choice_in_the_copy()
    {
        var (copy, specs) = Copy(Quorum);

        var web = specs.Of(copy.Instance("web-1"), Unknown);

        Assert.True(web.Ports[1].External.IsChosen);
        Assert.DoesNotContain("debug", web.ChosenPorts, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_a_range_is_dockers_choice_and_several_in_a_row_stay_in_a_row()
    {
        var (copy, specs) = Copy(Env.Of().Service("a").Instance("a-1", ports:
        [
            new PortMapping("one", "tcp", new PortRange(80), new PortRange(8000, 8009), PortMapping.AllInterfaces),
            new PortMapping("row", "udp", new PortRange(90, 92), new PortRange(9000, 9002), "127.0.0.1"),
        ]).Build());

        var ports = specs.Of(copy.Instance("a-1"), Unknown).Ports;

        Assert.True(ports[0].External.IsChosen);
        Assert.Equal((2, "127.0.0.1"), (ports[1].External.Last - ports[1].External.First, ports[1].ExternalAddress));
    }

    [Fact]
    public void Two_names_of_one_port_have_one_port_in_the_copy_too()
    {
        var (copy, specs) = Copy(Env.Of().Service("a").Instance("a-1", ports: [Env.Port("http", 80, 8080), Env.Port("web", 80, 8080), Env.Port("other", 80, 8081)]).Build());

        var ports = specs.Of(copy.Instance("a-1"), Unknown).Ports.Select(p => p.External.First).ToList();

        Assert.Equal(ports[0], ports[1]);
        Assert.NotEqual(ports[0], ports[2]);
    }

    [Fact]
    public void The_same_copy_gets_the_same_ports_again_and_another_one_gets_others()
    {
        Assert.Equal(PortOf(Copy(Quorum)), PortOf(Copy(Quorum)));
        Assert.NotEqual(PortOf(Copy(Quorum)), PortOf(Copy(Quorum, "other")));
    }

    [Fact]
    public void Ports_that_others_publish_or_come_back_with_or_are_about_to_take_are_left_to_them()
    {
        var wanted = PortOf(Copy(Quorum));
        var published = new ObservedContainer("id", "x", ContainerState.Running) { Ports = [(80, "tcp", wanted)] };
        var stopped = new ObservedContainer("id", "y", ContainerState.Exited) { Labels = new Dictionary<string, string> { [ContainerLabels.Ports] = $$"""{"http":{{wanted + 1}}}""" } };

        Assert.Equal(wanted + 3, PortOf(Copy(Quorum, fleet: FleetOf(published, stopped), claim: p => p != wanted + 2)));
    }

    [Fact]
    public void Ports_that_the_environment_itself_publishes_are_left_to_it()
    {
        var wanted = PortOf(Copy(Quorum));
        var clashing = Env.Of()
            .Service("zk").Instance("zk-1", ports: [Env.Port("client", 2181, 2181)]).Instance("zk-2", ports: [Env.Port("client", 2181, wanted)]).Build();

        Assert.Equal(wanted + 1, PortOf(Copy(clashing)));
    }

    [Fact]
    public void What_others_have_claimed_is_better_than_nothing()
        => Assert.Equal(PortOf(Copy(Quorum)), PortOf(Copy(Quorum, claim: _ => false)));

    [Theory]
    [InlineData("running")]
    [InlineData("exited")]
    public void What_a_container_of_the_copy_has_stays(string state)
        => Assert.Equal(23456, PortOf(Copy(Quorum, fleet: FleetOf(Own("zk-1", ContainerStates.Parse(state), """{"client":23456}""")))));

    [Fact]
    public void A_stopped_container_gives_a_port_up_that_somebody_else_has_got()
    {
        var taken = new ObservedContainer("id", "x", ContainerState.Running) { Ports = [(80, "tcp", 23456)] };

        Assert.Equal(PortOf(Copy(Quorum)), PortOf(Copy(Quorum, fleet: FleetOf(taken, Own("zk-1", ContainerState.Exited, """{"client":23456}""")))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"client":"x"}""")]
    [InlineData("""{"client":99999}""")]
    public void A_label_that_is_broken_is_not_there(string label)
        => Assert.Equal(PortOf(Copy(Quorum)), PortOf(Copy(Quorum, fleet: FleetOf(Own("zk-1", ContainerState.Running, label)))));

    [Fact]
    public void The_hash_is_the_same_whatever_the_ports_are()
    {
        var (copy, specs) = Copy(Quorum);
        var (_, others) = Copy(Quorum, fleet: FleetOf(Own("zk-1", ContainerState.Running, """{"client":23456}""")));

        Assert.All(copy.Instances, i => Assert.Equal(specs.HashOf(i), others.HashOf(i)));
    }

    [Fact]
    public void Another_port_is_chosen_as_long_as_nobody_has_been_told()
    {
        var (copy, specs) = Copy(Quorum);
        var zk = copy.Instance("zk-1");
        var before = specs.Of(zk, Unknown).Ports[0].External.First;

        Assert.True(specs.Ports!.Move(zk));
        var after = specs.Of(zk, Unknown);

        Assert.NotEqual(before, after.Ports[0].External.First);
        Assert.Equal($"{after.Ports[0].External.First}", after.Variables["ZK_ZK_1_CLIENT_PORT"]);
        Assert.Equal($"{after.Ports[0].External.First}", specs.Of(copy.Instance("web-1"), Unknown).Variables["ZK_ZK_1_CLIENT_PORT"]);
        Assert.Equal(["web-1"], specs.Ports.ToldOf(zk));
        Assert.False(specs.Ports.Move(zk));
    }

    [Fact]
    public void Who_runs_has_been_told()
    {
        var (copy, specs) = Copy(Quorum, fleet: FleetOf(Own("zk-2", ContainerState.Running, """{"client":23456}""")));

        Assert.False(specs.Ports!.Move(copy.Instance("zk-1")));
        Assert.Equal(["zk-2"], specs.Ports.ToldOf(copy.Instance("zk-1")));
    }

    [Fact]
    public void Nobody_tries_for_ever()
    {
        var (copy, specs) = Copy(Quorum);
        var moves = 0;
        while (moves < 100 && specs.Ports!.Move(copy.Instance("zk-1")))
        {
            moves++;
        }

        Assert.Equal(10, moves);
    }

    [Fact]
    public void A_play_that_starts_nothing_chooses_nothing_new()
    {
        var copy = EnvironmentCopy.Of(Quorum, "x");
        var ports = new CopyPorts(copy);

        ports.Choose(FleetOf(Own("zk-1", ContainerState.Running, """{"client":23456}""")), claim: null);

        Assert.Equal(23456, ports.Of(copy.Instance("zk-1"), copy.Instance("zk-1").Ports[0]));
        Assert.Null(ports.Of(copy.Instance("zk-2"), copy.Instance("zk-2").Ports[0]));
    }

    [Fact]
    public void A_ship_without_a_port_left_is_told()
    {
        var all = new ObservedContainer("id", "x", ContainerState.Running) { Ports = [.. Enumerable.Range(20000, 10000).Select(p => (80, "tcp", p))] };

        var refusal = Assert.Throws<MaestroException>(() => Copy(Quorum, fleet: FleetOf(all)));

        Assert.Equal(DiagnosticCodes.NoPortLeft, refusal.Diagnostics[0].Code);
        Assert.StartsWith("Ship ship has no port left between 20000 and 29999 for 'client' of zk-1 in the copy 'x'.", refusal.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    private static int? Unknown(Instance instance, PortMapping port) => null;

    private static int PortOf((MaestroEnvironment Copy, ContainerSpecs Specs) made) => made.Specs.Of(made.Copy.Instance("zk-1"), Unknown).Ports[0].External.First;

    private static (MaestroEnvironment Copy, ContainerSpecs Specs) Copy(MaestroEnvironment environment, string run = "x", ObservedFleet? fleet = null, Func<int, bool>? claim = null)
    {
        var copy = EnvironmentCopy.Of(environment, run);
        var ports = new CopyPorts(copy);
        ports.Choose(fleet ?? FleetOf(), claim ?? (_ => true));
        return (copy, new ContainerSpecs(copy, ports));
    }

    private static ObservedFleet FleetOf(params ObservedContainer[] containers)
        => new([new ObservedShip(Env.DefaultShip) { Containers = containers.ToDictionary(c => c.Name) }]);

    private static ObservedContainer Own(string instance, ContainerState state, string ports) => new($"id-of-{instance}", $"{instance}-x", state)
    {
        Labels = new Dictionary<string, string> { [ContainerLabels.Environment] = "demo", [ContainerLabels.Run] = "x", [ContainerLabels.Ports] = ports },
    };
}
