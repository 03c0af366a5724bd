using System.Globalization;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Makes environments up that use every field and are right in every respect.</summary>
internal sealed class GeneratedModel(Random random)
{
    private static readonly string[] TextParts = ["a", "Z", "7", " ", "  ", ": ", " #", "'", "\"", "\\", "\n", "\t", ",", "[", "]", "}", "&", "*", "!", "|", ">", "%", "@", "`", "-", "?", "~", "é", "😀", "\u2028", "=", "$X", "null", "yes"];

    private readonly List<Ship> _ships = [];
    private readonly List<Service> _services = [];
    private int _nextPort = 20000;
    private int _nextPath;

    public MaestroEnvironment Make()
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            _ships.Add(MakeShip());
        }

        for (var i = random.Next(1, 5); i > 0; i--)
        {
            _services.Add(MakeService());
        }

        return new MaestroEnvironment(Name("demo", 0), "-", _ships, _services);
    }

    private Ship MakeShip()
    {
        var address = Chance() ? Address() : $"host-{_ships.Count}.example.org";
        return new Ship
        {
            Name = Name("ship", _ships.Count),
            Address = address,
            Endpoint = Pick<EngineEndpoint>(new TcpEndpoint(address, 2375), new TcpEndpoint("10.9.9.9", random.Next(1, 65536)), new UnixEndpoint("/run/docker.sock")),
            ConnectTimeout = TimeSpan.FromSeconds(Pick(10, 1, 2.5)),
        };
    }

    private Service MakeService()
    {
        var name = Name("service", _services.Count);
        var image = Image();
        var earlier = _services.Select(s => s.Name).Where(_ => Chance()).ToList();
        var service = new Service
        {
            Name = name,
            Image = image,
            Omit = Chance(),
            Requires = earlier,
            WantsInfo = [.. _services.Select(s => s.Name).Where(_ => Chance())],
            Env = Variables(),
        };
        var instances = new List<Instance>();
        var common = Chance() ? MakeInstance(service, instances) : null;
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            instances.Add(common is null ? MakeInstance(service, instances) : Like(common, service, instances));
        }

        return service with { Instances = instances };
    }

    // What an instance cannot share with another one, it has for itself.
    private Instance Like(Instance common, Service service, List<Instance> before)
    {
        var own = MakeInstance(service, before);
        var others = own.VolumesFrom.Where(o => before.TrueForAll(b => b.Name != o));
        return common with { Name = own.Name, Ship = own.Ship, VolumesFrom = [.. others], Links = own.Links, Ports = own.Ports, Network = own.Network, Lifecycle = own.Lifecycle };
    }

    private Instance MakeInstance(Service service, List<Instance> before)
    {
        var name = $"i{_services.Count}-{before.Count}{Pick("", ".x", "_y")}";
        var ship = Pick([.. _ships]).Name;
        var neighbours = _services.SelectMany(s => s.Instances).Concat(before).Where(i => i.Ship == ship).ToList();
        var network = new NetworkMode(Pick("", "", "bridge", "none", "host", "front"));
        var ports = Enumerable.Range(0, random.Next(0, 4)).Select(i => MakePort(Name("port", i), network)).ToList();
        var memory = Pick(0, random.Next(1, 1 << 20) * 1024L);
        var driver = Pick("", "json-file", "loki:latest");
        return new Instance
        {
            Name = name,
            Service = service.Name,
            Ship = ship,
            Image = Chance() ? service.Image : Image(),
            Ports = ports,
            Env = Variables(),
            Volumes = Many(2, () => new VolumeBinding(Pick($"/data/{_nextPath++}", $"named-{_nextPath++}"), Path(), Pick("rw", "ro", "rw,Z"))),
            ContainerVolumes = Many(2, Path),
            VolumesFrom = [.. neighbours.Where(_ => random.Next(4) == 0).Select(i => i.Name)],
            Links = [.. neighbours.Where(_ => random.Next(4) == 0).Select((i, n) => new InstanceLink(i.Name, $"alias{n}"))],
            Network = network,
            Dns = Many(2, Address),
            ExtraHosts = [.. Many(2, () => new ExtraHost($"h{_nextPath++}.local", Pick(Address(), "host-gateway", Pick([.. _ships]).Address)))],
            Labels = Many(3, () => $"label {_nextPath++}{Text()}").ToDictionary(l => l, _ => Text()),
            Command = Many(3, Text),
            User = Pick("", "www-data", "1000:1000"),
            WorkingDirectory = Pick("", Path()),
            Privileged = Chance(),
            CapAdd = Many(2, () => Pick("NET_ADMIN", "SYS_TIME")),
            CapDrop = Many(2, () => Pick("CHOWN", "MKNOD")),
            SecurityOptions = Many(2, () => Pick("no-new-privileges", "label:user:USER")),
            Limits = new Limits(memory, memory == 0 ? Pick(0, -1) : Pick(0, -1, random.Next(1, 1 << 20) * 1024L), Pick(0, random.Next(1, 2000))),
            Ulimits = [.. new[] { "nofile", "core", "nproc" }.Where(_ => Chance()).Select(n => new Ulimit(n, random.Next(0, 100), Pick(-1, random.Next(100, 200))))],
            Log = new LogConfiguration(driver, driver.Length == 0 ? new Dictionary<string, string>() : Many(2, () => $"option-{_nextPath++}").ToDictionary(o => o, _ => Text())),
            Restart = Pick(RestartPolicy.No, new(RestartKind.Always), new(RestartKind.UnlessStopped), new(RestartKind.OnFailure), new(RestartKind.OnFailure, random.Next(1, 9))),
            StopTimeout = TimeSpan.FromSeconds(Pick(10, 0, random.Next(100))),
            Lifecycle = new Lifecycle { Running = [.. ports.Where(p => p is { Protocol: "tcp", Exposed.IsSingle: true, External.IsSingle: true } && Chance()).Select(p => new TcpCheckSpec(p.Name) { MaxWait = TimeSpan.FromSeconds(Pick(300, 0.5, random.Next(1, 99))) })] },
        };
    }

    private PortMapping MakePort(string name, NetworkMode network)
    {
        var inside = random.Next(1, 60000);
        var width = Pick(0, 0, random.Next(1, 4));
        var first = _nextPort;
        _nextPort += width + 1;
        var external = width == 0 && network.PublishesPorts && Chance() ? PortRange.Chosen : new PortRange(first, first + width);
        var exposed = external.IsChosen || Chance() ? new PortRange(inside, inside + width) : external;
        return new PortMapping(name, Pick("tcp", "tcp", "udp"), exposed, external, Pick(PortMapping.AllInterfaces, "127.0.0.1"));
    }

    private Dictionary<string, string?> Variables()
        => Many(3, () => $"V{_nextPath++}_{Text().Replace('=', '-')}").ToDictionary(n => n, _ => Chance() ? Text() : Pick(null, string.Empty, "1", "yes"));

    private ImageReference Image() => ImageReference.Parse(Pick("redis", "redis:7", "registry:5000/team/web:1.2-x", "localhost/a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(0, 7)).Select(_ => Pick(TextParts)));

    private string Path() => $"/path/{_nextPath++}";

    private string Address() => string.Create(CultureInfo.InvariantCulture, $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}");

    private string Name(string stem, int number) => $"{stem}{Pick("", "-", "_", " ", ".")}{number}";

    private List<T> Many<T>(int most, Func<T> make) => [.. Enumerable.Range(0, random.Next(0, most + 1)).Select(_ => make())];

    private bool Chance() => random.Next(2) == 0;

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
