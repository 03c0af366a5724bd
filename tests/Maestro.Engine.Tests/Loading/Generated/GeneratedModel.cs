using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Makes environments up that use every field and are right in every respect.</summary>
internal sealed class GeneratedModel(Random random)
{
    private readonly Chances _chances = new(random);
    private readonly List<Ship> _ships = [];
    private readonly List<Service> _services = [];
    private readonly List<Network> _networks = [];
    private readonly List<Secret> _secrets = [];
    private int _nextPort = 20000;

    public MaestroEnvironment Make()
    {
        var name = _chances.Name("demo", 0);
        var surroundings = new GeneratedSurroundings(_chances);
        _networks.AddRange(Enumerable.Range(0, _chances.Number(0, 4)).Select(i => surroundings.Network(i, name)));
        _secrets.AddRange(Enumerable.Range(0, _chances.Number(0, 4)).Select(surroundings.Secret));
        for (var i = _chances.Number(1, 4); i > 0; i--)
        {
            _ships.Add(surroundings.Ship(_ships.Count));
        }

        for (var i = _chances.Number(1, 5); i > 0; i--)
        {
            _services.Add(MakeService());
        }

        return new MaestroEnvironment(name, "-", _ships, _services)
        {
            Networks = _networks,
            Secrets = _secrets,
            Registries = [.. Enumerable.Range(0, _chances.Number(0, 3)).Select(n => surroundings.Registry(n, _secrets))],
            Auditors = _chances.Many(3, surroundings.Auditor),
        };
    }

    private Service MakeService()
    {
        var name = _chances.Name("service", _services.Count);
        var image = Image();
        var earlier = _services.Select(s => s.Name).Where(_ => _chances.Chance()).ToList();
        var service = new Service
        {
            Name = name,
            Image = image,
            Omit = _chances.Chance(),
            Requires = earlier,
            WantsInfo = [.. _services.Select(s => s.Name).Where(_ => _chances.Chance())],
            Env = Variables(),
        };
        var instances = new List<Instance>();
        var common = _chances.Chance() ? MakeInstance(service, instances) : null;
        for (var i = _chances.Number(0, 4); i > 0; i--)
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
        return common with { Name = own.Name, Ship = own.Ship, VolumesFrom = [.. others], Links = own.Links, Ports = own.Ports, Network = own.Network, Networks = own.Networks, Restart = own.Restart, Lifecycle = own.Lifecycle };
    }

    private Instance MakeInstance(Service service, List<Instance> before)
    {
        var name = $"i{_services.Count}-{before.Count}{_chances.Pick("", ".x", "_y")}";
        var ship = _chances.Pick([.. _ships]).Name;
        var neighbours = _services.SelectMany(s => s.Instances).Concat(before).Where(i => i.Ship == ship).ToList();
        var network = new NetworkMode(_chances.Pick("", "", "bridge", "none", "host", "front", neighbours.Count == 0 ? "" : $"container:{_chances.Pick([.. neighbours]).Name}"));
        var restart = _chances.Pick(RestartPolicy.No, new(RestartKind.Always), new(RestartKind.UnlessStopped), new(RestartKind.OnFailure), new(RestartKind.OnFailure, _chances.Number(1, 9)));
        var ports = Enumerable.Range(0, _chances.Number(0, 4)).Select(i => MakePort(_chances.Name("port", i), network)).ToList();
        var checkable = ports.Where(p => p is { Protocol: "tcp", Exposed.IsSingle: true, External.IsSingle: true }).ToList();
        var memory = _chances.Pick(0, _chances.Number(1, 1 << 20) * 1024L);
        var driver = _chances.Pick("", "json-file", "loki:latest");
        return new Instance
        {
            Name = name,
            Service = service.Name,
            Ship = ship,
            Image = _chances.Chance() ? service.Image : Image(),
            Ports = ports,
            Env = Variables(),
            Secrets = SecretUses(),
            Volumes = Volumes(),
            ContainerVolumes = _chances.Many(2, _chances.Path),
            VolumesFrom = [.. neighbours.Where(_ => _chances.Seldom()).Select(i => i.Name)],
            Links = [.. neighbours.Where(_ => _chances.Seldom()).Select((i, n) => new InstanceLink(i.Name, $"alias{n}"))],
            Network = network,
            Networks = network.IsDefault ? Attachments() : [],
            Dns = _chances.Many(2, _chances.Address),
            ExtraHosts = [.. _chances.Many(2, () => new ExtraHost($"h{_chances.Fresh()}.local", _chances.Pick(_chances.Address(), "host-gateway", _chances.Pick([.. _ships]).Address)))],
            Labels = _chances.Many(3, () => $"label {_chances.Fresh()}{_chances.Text()}").ToDictionary(l => l, _ => _chances.Text()),
            Entrypoint = _chances.Many(3, _chances.Text),
            Command = _chances.Many(3, _chances.Text),
            User = _chances.Pick("", "www-data", "1000:1000"),
            WorkingDirectory = _chances.Pick("", _chances.Path()),
            Init = _chances.Pick(null, true, (bool?)false),
            Tmpfs = _chances.Many(2, () => new TmpfsMount(_chances.Path(), _chances.Pick("", "size=64m,mode=1777"))),
            ShmSize = _chances.Pick(0, _chances.Number(1, 1 << 20) * 1024L),
            Platform = _chances.Pick("", "linux/arm64", "linux/arm/v7"),
            PullPolicy = _chances.Pick(Enum.GetValues<PullPolicy>()),
            HealthCheck = HealthCheck(),
            Privileged = _chances.Chance(),
            CapAdd = _chances.Many(2, () => _chances.Pick("NET_ADMIN", "SYS_TIME")),
            CapDrop = _chances.Many(2, () => _chances.Pick("CHOWN", "MKNOD")),
            SecurityOptions = _chances.Many(2, () => _chances.Pick("no-new-privileges", "label:user:USER")),
            Limits = new Limits(memory, memory == 0 ? _chances.Pick(0, -1) : _chances.Pick(0, -1, _chances.Number(1, 1 << 20) * 1024L), _chances.Pick(0, _chances.Number(1, 2000))),
            Ulimits = [.. new[] { "nofile", "core", "nproc" }.Where(_ => _chances.Chance()).Select(n => new Ulimit(n, _chances.Number(0, 100), _chances.Pick(-1, _chances.Number(100, 200))))],
            Log = new LogConfiguration(driver, driver.Length == 0 ? new Dictionary<string, string>() : _chances.Many(2, () => $"option-{_chances.Fresh()}").ToDictionary(o => o, _ => _chances.Text())),
            Restart = restart,
            StopTimeout = TimeSpan.FromSeconds(_chances.Pick(10, 0, _chances.Number(0, 100))),
            Lifecycle = new GeneratedChecks(_chances, checkable, restart.Kind is RestartKind.No or RestartKind.OnFailure).Make(),
        };
    }

    private PortMapping MakePort(string name, NetworkMode network)
    {
        var inside = _chances.Number(1, 60000);
        var width = _chances.Pick(0, 0, _chances.Number(1, 4));
        var first = _nextPort;
        _nextPort += width + 1;
        var external = width == 0 && network.PublishesPorts && _chances.Chance() ? PortRange.Chosen : new PortRange(first, first + width);
        var exposed = external.IsChosen || _chances.Chance() ? new PortRange(inside, inside + width) : external;
        return new PortMapping(name, _chances.Pick("tcp", "tcp", "udp"), exposed, external, _chances.Pick(PortMapping.AllInterfaces, "127.0.0.1"));
    }

    // A list of volumes can mount one source at several places.
    private List<VolumeBinding> Volumes()
    {
        var sources = _chances.Many(2, () => _chances.Pick($"/data/{_chances.Fresh()}", $"named-{_chances.Fresh()}", $"{Loaded.Folder}/sub-{_chances.Fresh()}"));
        return [.. sources.SelectMany(s => Enumerable.Range(0, _chances.Seldom() ? 2 : 1).Select(_ => new VolumeBinding(s, _chances.Path(), _chances.Pick("rw", "ro", "rw,Z"))))];
    }

    private List<NetworkAttachment> Attachments()
        => [.. _networks.Where(_ => _chances.Seldom()).Select(n => new NetworkAttachment(n.Name)
        {
            Aliases = _chances.Many(2, () => $"alias{_chances.Fresh()}.local"),
            Ipv4Address = n.Pools.Count > 0 && _chances.Chance() ? $"{n.Pools[0].Subnet.Split(".0.0/")[0]}.{_chances.Fresh() / 200}.{(_chances.Fresh() % 200) + 2}" : string.Empty,
            Ipv6Address = n.Pools.Count > 1 && _chances.Chance() ? $"{n.Pools[1].Subnet.Split('/')[0]}{_chances.Fresh() + 16:x}" : string.Empty,
        })];

    private HealthCheck HealthCheck() => _chances.Number(0, 3) switch
    {
        0 => Engine.Model.HealthCheck.Default,
        1 => Engine.Model.HealthCheck.Disabled,
        _ => new HealthCheck
        {
            Test = _chances.Pick<IReadOnlyList<string>>([], ["CMD-SHELL", $"x{_chances.Text()}"], ["CMD", "wget", .. _chances.Many(2, _chances.Text)]),
            Interval = _chances.Seconds(0, 90),
            Timeout = _chances.Seconds(0, 0.5),
            StartPeriod = _chances.Seconds(0, 5400),
            StartInterval = _chances.Seconds(0),
            Retries = _chances.Pick(0, 3),
        },
    };

    // A variable has the name that a list of secrets would give it, or its own.
    private Dictionary<string, string> SecretUses()
        => _secrets.Where(_ => _chances.Seldom()).ToDictionary(s => _chances.Chance() ? $"HANDED{_chances.Fresh()}" : VariableOf(s.Name), s => s.Name);

    /// <summary>The variable of a secret that is named in a list.</summary>
    public static string VariableOf(string secret) => string.Concat(secret.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    private Dictionary<string, string?> Variables()
        => _chances.Many(3, () => $"V{_chances.Fresh()}_{_chances.Text().Replace('=', '-')}").ToDictionary(n => n, _ => _chances.Chance() ? _chances.Text() : _chances.Pick(null, string.Empty, "1", "yes"));

    private ImageReference Image() => ImageReference.Parse(_chances.Pick("redis", "redis:7", "registry:5000/team/web:1.2-x", "localhost/a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
}
