using Maestro.Engine.Model;

namespace Maestro.Testing;

/// <summary>Short ways to write environments down in tests.</summary>
/// <remarks>
/// <code>Env.Of("demo").Service("db").Service("web", requires: ["db"]).Instance("web-1").Instance("web-2").Build()</code>
/// A service without an instance of its own gets one, named after it: <c>db-1</c>. Everything is on the ship "ship" unless it says otherwise.
/// </remarks>
public static class Env
{
    public const string DefaultShip = "ship";

    public static EnvironmentBuilder Of(string name = "demo") => new(name);

    /// <summary>A port; without an external one Docker chooses it.</summary>
    public static PortMapping Port(string name, int exposed, int external = 0, string protocol = "tcp", string address = PortMapping.AllInterfaces)
        => new(name, protocol, new PortRange(exposed), new PortRange(external), address);

    /// <summary>A lifecycle with one tcp check.</summary>
    public static Lifecycle Checked(string port, TimeSpan? maxWait = null)
        => new() { Running = [new TcpCheckSpec(port) { MaxWait = maxWait ?? CheckSpec.DefaultMaxWait }] };

    /// <summary>Puts an instance on networks.</summary>
    public static Func<Instance, Instance> On(params string[] networks) => i => i with { Networks = [.. networks.Select(n => new NetworkAttachment(n))] };

    public static Ship Ship(string name = DefaultShip, string address = "127.0.0.1", EngineEndpoint? endpoint = null)
        => new() { Name = name, Address = address, Endpoint = endpoint ?? new UnixEndpoint("/nowhere/docker.sock") };
}

/// <summary>Builds an environment service by service; instances go to the service named last.</summary>
public sealed class EnvironmentBuilder(string name)
{
    private readonly List<Ship> _ships = [];
    private readonly List<Network> _networks = [];
    private readonly List<(Service Service, List<Instance> Instances)> _services = [];
    private readonly List<AuditorSpec> _auditors = [];

    public EnvironmentBuilder Ship(string ship, string address = "127.0.0.1", EngineEndpoint? endpoint = null) => Ship(Env.Ship(ship, address, endpoint));

    public EnvironmentBuilder Ship(Ship ship)
    {
        _ships.Add(ship);
        return this;
    }

    /// <summary>A network whose name on the ship is the environment's and its own, as in a file.</summary>
    public EnvironmentBuilder Network(string network, Func<Network, Network>? change = null)
    {
        var made = new Network { Name = network, ActualName = $"{name}_{network}" };
        _networks.Add(change is null ? made : change(made));
        return this;
    }

    public EnvironmentBuilder Service(
        string service,
        IReadOnlyList<string>? requires = null,
        IReadOnlyList<string>? wants = null,
        string? image = null,
        bool omit = false,
        IReadOnlyDictionary<string, string?>? env = null)
    {
        _services.Add((new Service
        {
            Name = service,
            Image = ImageReference.Parse(image ?? $"fleet/{service}:1"),
            Omit = omit,
            Requires = requires ?? [],
            WantsInfo = wants ?? [],
            Env = env ?? new Dictionary<string, string?>(),
        }, []));
        return this;
    }

    /// <param name="change">Sets what the other parameters do not.</param>
    public EnvironmentBuilder Instance(
        string instance,
        string? ship = null,
        IReadOnlyList<PortMapping>? ports = null,
        IReadOnlyDictionary<string, string?>? env = null,
        Lifecycle? lifecycle = null,
        Func<Instance, Instance>? change = null)
    {
        var (service, instances) = _services[^1];
        var made = new Instance
        {
            Name = instance,
            Service = service.Name,
            Ship = ship ?? (_ships.Count > 0 ? _ships[0].Name : Env.DefaultShip),
            Image = service.Image,
            Ports = ports ?? [],
            Env = env ?? new Dictionary<string, string?>(),
            Lifecycle = lifecycle ?? Lifecycle.None,
        };
        instances.Add(change is null ? made : change(made));
        return this;
    }

    public EnvironmentBuilder Auditor(AuditorSpec auditor)
    {
        _auditors.Add(auditor);
        return this;
    }

    /// <summary>Several instances that differ in nothing but their names: <c>web-1</c>, <c>web-2</c> …</summary>
    public EnvironmentBuilder Instances(int count, string? ship = null)
    {
        var service = _services[^1].Service.Name;
        for (var i = 1; i <= count; i++)
        {
            Instance($"{service}-{i}", ship);
        }

        return this;
    }

    public MaestroEnvironment Build()
    {
        IReadOnlyList<Ship> ships = _ships.Count > 0 ? [.. _ships] : [Env.Ship()];
        for (var i = 0; i < _services.Count; i++)
        {
            if (_services[i].Instances.Count == 0)
            {
                var (service, instances) = _services[i];
                instances.Add(new Instance { Name = $"{service.Name}-1", Service = service.Name, Ship = ships[0].Name, Image = service.Image });
            }
        }

        return new MaestroEnvironment(name, "maestro.yaml", ships, [.. _services.Select(s => s.Service with { Instances = [.. s.Instances] })])
        {
            Networks = _networks,
            Auditors = _auditors,
        };
    }
}
