using System.Globalization;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Says in the language of environment files what a model says, in any of the forms that mean the same, as chance has it.</summary>
internal sealed class ModelYaml(MaestroEnvironment environment, Random random)
{
    // Fields that mean the same when the service says them for all of its instances.
    private static readonly HashSet<string> NeverShared = ["ship", "image", "volumes_from", "links", "ports", "lifecycle", "env"];

    public YamlMap Make() => Map(
        ("__maestro", Map(("schema", "2"))),
        ("name", environment.Name),
        ("ships", Map([.. environment.Ships.Select(s => (s.Name, (YamlValue?)Ship(s)))])),
        ("services", Map([.. environment.Services.Select(s => (s.Name, (YamlValue?)Service(s)))])));

    private YamlMap Ship(Ship ship)
    {
        var tcp = ship.Endpoint as TcpEndpoint;
        var same = tcp?.Host == ship.Address;
        return Shuffled(
            ("ip", ship.Address),
            ("endpoint", tcp is not null && (!same || Chance()) ? (YamlValue)tcp.Host : null),
            ("docker_port", tcp is not null && (tcp.Port != 2375 || Chance()) ? (YamlValue)Number(tcp.Port) : null),
            ("socket_path", ship.Endpoint is UnixEndpoint unix ? (YamlValue)unix.Path : null),
            ("timeout", Unless(ship.ConnectTimeout.TotalSeconds == 10, ship.ConnectTimeout.TotalSeconds)));
    }

    private YamlMap Service(Service service)
    {
        var instances = service.Instances.Select(i => (i.Name, Fields: Instance(i, service).Entries)).ToList();
        var shared = instances.Count == 0 || Chance() ? [] : instances[0].Fields.Where(f => !NeverShared.Contains(f.Key) && instances.All(i => i.Fields.Any(o => o.Key == f.Key && Same(o.Value, f.Value)))).ToList();
        return Shuffled(
            [
                ("image", service.Image.Text),
                ("omit", Unless(!service.Omit, service.Omit)),
                ("requires", Names(service.Requires)),
                ("wants_info", Names(service.WantsInfo)),
                ("env", Variables(service.Env)),
                ("instances", Map([.. instances.Select(i => (i.Name, (YamlValue?)new YamlMap([.. i.Fields.Where(f => shared.TrueForAll(s => s.Key != f.Key))])))])),
                .. shared.Select(s => (s.Key, (YamlValue?)s.Value)),
            ]);
    }

    private YamlMap Instance(Instance instance, Service service) => Shuffled(
        ("ship", instance.Ship),
        ("image", instance.Image.Text == service.Image.Text && Chance() ? null : (YamlValue)instance.Image.Text),
        ("ports", Optional([.. instance.Ports.Select(p => (p.Name, (YamlValue?)Port(p)))])),
        ("env", Variables(instance.Env)),
        ("volumes", Optional([.. instance.Volumes.Select(v => (v.Source, (YamlValue?)Volume(v)))])),
        ("container_volumes", Names(instance.ContainerVolumes)),
        ("volumes_from", Names(instance.VolumesFrom)),
        ("links", Optional([.. instance.Links.Select(l => (l.Instance, (YamlValue?)l.Alias))])),
        ("net", Unless(instance.Network.IsDefault, instance.Network.Text)),
        ("dns", Names(instance.Dns)),
        ("extra_hosts", Optional([.. instance.ExtraHosts.Select(h => (h.Name, (YamlValue?)ExtraHost(h)))])),
        ("labels", Labels(instance.Labels)),
        ("command", Unless(instance.Command.Count == 0, Command(instance.Command))),
        ("username", Unless(instance.User.Length == 0, instance.User)),
        ("workdir", Unless(instance.WorkingDirectory.Length == 0, instance.WorkingDirectory)),
        ("privileged", Unless(!instance.Privileged, instance.Privileged)),
        ("cap_add", Names(instance.CapAdd)),
        ("cap_drop", Names(instance.CapDrop)),
        ("security_opt", Unless(instance.SecurityOptions.Count == 0, new YamlList([.. instance.SecurityOptions.Select(o => (YamlValue)o)]))),
        ("limits", LimitsOf(instance.Limits)),
        ("ulimits", Optional([.. instance.Ulimits.Select(u => (u.Name, (YamlValue?)UlimitOf(u)))])),
        ("log_driver", Unless(instance.Log.Driver.Length == 0, instance.Log.Driver)),
        ("log_opt", Optional([.. instance.Log.Options.Select(o => (o.Key, (YamlValue?)o.Value))])),
        ("restart", RestartOf(instance.Restart)),
        ("stop_timeout", Unless(instance.StopTimeout.TotalSeconds == 10, instance.StopTimeout.TotalSeconds)),
        ("lifecycle", instance.Lifecycle.Running.Count == 0 ? null : Map(("running", new YamlList([.. instance.Lifecycle.Running.Cast<TcpCheckSpec>().Select(Check)])))));

    private YamlValue Port(PortMapping port)
    {
        var suffix = port.Protocol == "tcp" && Chance() ? string.Empty : "/" + port.Protocol;
        var inside = port.Exposed + suffix;
        var outside = port.External.IsChosen ? Pick("auto", "0") + Pick(string.Empty, suffix) : port.External + suffix;
        if (port.ExternalAddress != PortMapping.AllInterfaces || Chance())
        {
            return Shuffled(
                ("exposed", inside),
                ("external", port.ExternalAddress == PortMapping.AllInterfaces && Chance() ? outside : new YamlList([port.ExternalAddress, outside])));
        }

        return port.Exposed == port.External && Chance() ? inside : $"{inside}:{outside}";
    }

    private YamlValue Volume(VolumeBinding volume)
        => volume.Mode == "rw" && Chance() ? volume.Target : Shuffled(("target", volume.Target), ("mode", Unless(volume.Mode == "rw", volume.Mode)));

    private YamlValue ExtraHost(ExtraHost host)
        => environment.Ships.FirstOrDefault(s => s.Address == host.Address) is { } ship ? Map(("ship", ship.Name)) : host.Address;

    private YamlValue? Labels(IReadOnlyDictionary<string, string> labels)
        => labels.Count > 0 && labels.Values.All(v => v.Length == 0) && Chance()
            ? new YamlList([.. labels.Keys.Select(k => (YamlValue)k)])
            : Optional([.. labels.Select(l => (l.Key, (YamlValue?)(l.Value.Length == 0 ? new YamlWord(Pick(null, string.Empty)) : l.Value)))]);

    private YamlValue? Variables(IReadOnlyDictionary<string, string?> variables)
    {
        if (variables.Count > 0 && Chance())
        {
            return new YamlList([.. variables.Select(v => Map((v.Key, Value(v.Value))))]);
        }

        return Optional([.. variables.Select(v => (v.Key, (YamlValue?)Value(v.Value)))]);
    }

    private YamlValue Value(string? value)
        => value is { Length: > 0 } && Chance() ? new YamlList([.. value.Split(' ').Select(w => (YamlValue)w)]) : new YamlWord(value);

    private YamlValue Command(IReadOnlyList<string> words)
        => Chance()
            ? new YamlList([.. words.Select(w => (YamlValue)w)])
            : string.Join(' ', words.Select(w => $"'{w.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'"));

    private YamlMap? LimitsOf(Limits limits) => limits == Limits.None ? null : Shuffled(
        ("memory", Unless(limits.Memory == 0, limits.Memory % 1024 == 0 && Chance() ? $"{limits.Memory / 1024}k" : Number(limits.Memory))),
        ("swap", Unless(limits.Swap == 0, Number(limits.Swap))),
        ("cpu", Unless(limits.CpuShares == 0, Number(limits.CpuShares))));

    private YamlValue UlimitOf(Ulimit limit)
        => limit.Soft == limit.Hard && Chance() ? Number(limit.Soft) : Shuffled(("soft", Number(limit.Soft)), ("hard", Number(limit.Hard)));

    private YamlValue? RestartOf(RestartPolicy policy)
    {
        var name = policy.Kind switch
        {
            RestartKind.No => "no",
            RestartKind.Always => "always",
            RestartKind.OnFailure => "on-failure",
            _ => "unless-stopped",
        };
        return policy == RestartPolicy.No && Chance() ? null
            : Chance() ? Shuffled(("name", name), (Pick("retries", "maximum_retry_count"), Unless(policy.MaximumRetryCount == 0, Number(policy.MaximumRetryCount))))
            : policy.MaximumRetryCount == 0 ? name
            : $"{name}:{policy.MaximumRetryCount}";
    }

    private YamlValue Check(TcpCheckSpec check)
        => Shuffled(("type", "tcp"), ("port", check.Port), ("max_wait", Unless(check.MaxWait == CheckSpec.DefaultMaxWait, check.MaxWait.TotalSeconds)));

    private YamlValue? Names(IReadOnlyList<string> names)
        => names.Count == 0 ? Pick(null, new YamlList([]))
            : names.Count == 1 && Chance() ? names[0]
            : new YamlList([.. names.Select(n => (YamlValue)n)]);

    // What equals the default may be written down all the same.
    private YamlValue? Unless(bool isDefault, object value) => isDefault && Chance() ? null : value as YamlValue ?? Text(value);

    private static string Text(object value) => value is bool truth ? truth ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static YamlMap Map(params (string Key, YamlValue? Value)[] entries) => new([.. entries.Where(e => e.Value is not null).Select(e => (e.Key, e.Value!))]);

    private YamlMap? Optional(params (string Key, YamlValue? Value)[] entries) => entries.Length == 0 && Chance() ? null : Map(entries);

    private YamlMap Shuffled(params (string Key, YamlValue? Value)[] entries)
    {
        random.Shuffle(entries);
        return Map(entries);
    }

    private static bool Same(YamlValue one, YamlValue two) => new YamlText(new Random(0)).Write(Map(("x", one))) == new YamlText(new Random(0)).Write(Map(("x", two)));

    private bool Chance() => random.Next(2) == 0;

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
