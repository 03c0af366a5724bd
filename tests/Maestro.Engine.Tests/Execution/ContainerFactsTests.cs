using Maestro.Engine.Docker;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class ContainerFactsTests
{
    private static readonly PortMapping OneOfTen = new("http", "tcp", new PortRange(80), new PortRange(8000, 8009), PortMapping.AllInterfaces);
    private static readonly PortMapping Block = new("block", "tcp", new PortRange(90, 92), new PortRange(9000, 9002), PortMapping.AllInterfaces);

    [Fact]
    public void A_port_of_a_range_is_the_one_that_docker_took()
    {
        var environment = Env.Of().Service("web").Instance("web-1", ports: [OneOfTen]).Build();
        var facts = new ContainerFacts(Seen("ship", Container("web-1", (80, "udp", 8001), (80, "tcp", 8007))), environment);

        Assert.Equal(8007, facts.ExternalPort(environment.Instance("web-1"), OneOfTen));
    }

    [Fact]
    public void A_port_of_a_range_is_not_known_before_docker_took_one()
    {
        var environment = Env.Of().Service("web").Instance("web-1", ports: [OneOfTen]).Build();
        var web = environment.Instance("web-1");
        var facts = new ContainerFacts(Seen("ship"), environment);
        Assert.Null(facts.ExternalPort(web, OneOfTen));

        facts.Learn(web, new ContainerDetails { Id = "id", Name = "web-1", ImageId = "image", State = "running", Ports = [new PublishedPort(80, 8003, "tcp", "0.0.0.0")] });
        Assert.Equal(8003, facts.ExternalPort(web, OneOfTen));

        facts.Learn(web, "exited");
        Assert.Null(facts.ExternalPort(web, OneOfTen));
    }

    [Fact]
    public void A_block_of_ports_is_known_from_the_file()
    {
        var environment = Env.Of().Service("web").Instance("web-1", ports: [Block]).Build();

        Assert.Equal(9000, new ContainerFacts(Seen("ship"), environment).ExternalPort(environment.Instance("web-1"), Block));
    }

    [Fact]
    public void A_container_of_the_same_name_on_another_ship_is_not_the_instances()
    {
        var environment = Env.Of().Ship("one").Ship("two").Service("web").Instance("web-1", "two").Service("db").Instance("db-1", "one").Build();
        var fleet = new ObservedFleet(
        [
            new ObservedShip("one") { Containers = new Dictionary<string, ObservedContainer> { ["web-1"] = Container("web-1"), ["db-1"] = Container("db-1") } },
            new ObservedShip("two"),
        ]);

        var facts = new ContainerFacts(fleet, environment);

        Assert.Null(facts.Of(environment.Instance("web-1")));
        Assert.Equal("id-of-db-1", facts.Of(environment.Instance("db-1"))?.Id);
    }

    [Fact]
    public void What_is_on_a_ship_that_was_not_looked_at_is_not_known()
    {
        var environment = Env.Of().Ship("one").Ship("two").Service("web").Instance("web-1", "one").Instance("web-2", "two").Build();

        var facts = new ContainerFacts(Seen("one", Container("web-1"), Container("web-2")), environment);

        Assert.Equal("id-of-web-1", facts.Of(environment.Instance("web-1"))?.Id);
        Assert.Null(facts.Of(environment.Instance("web-2")));
    }

    private static ObservedFleet Seen(string ship, params ObservedContainer[] containers)
        => new([new ObservedShip(ship) { Containers = containers.ToDictionary(c => c.Name) }]);

    private static ObservedContainer Container(string name, params (int Exposed, string Protocol, int External)[] ports)
        => new($"id-of-{name}", name, ContainerState.Running) { Ports = ports };
}
