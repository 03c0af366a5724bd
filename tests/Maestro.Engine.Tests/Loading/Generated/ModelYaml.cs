using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Says in the language of environment files what a model says, in any of the forms that mean the same, as chance has it.</summary>
internal sealed class ModelYaml(MaestroEnvironment environment, Random random)
{
    // Fields that mean the same when the service says them for all of its instances.
    private static readonly HashSet<string> NeverShared = ["ship", "image", "build", "volumes_from", "links", "ports", "lifecycle", "env"];

    private readonly YamlChances _chances = new(random);

    /// <summary>The environment variables that secrets are in, once it is made.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; private set; } = new Dictionary<string, string>();

    public YamlMap Make()
    {
        var surroundings = new SurroundingsYaml(environment, _chances);
        var made = YamlChances.Map(
            ("__maestro", YamlChances.Map(("schema", "2"))),
            ("name", environment.Name),
            ("services", YamlChances.Map([.. environment.Services.Select(s => (s.Name, (YamlValue?)Service(s)))])));
        Variables = surroundings.Variables;
        return new YamlMap([.. made.Entries, .. YamlChances.Map(surroundings.Make()).Entries]);
    }

    private YamlMap Service(Service service)
    {
        var instances = service.Instances.Select(i => (i.Name, Fields: Instance(i, service))).ToList();
        var shared = _chances.Shared([.. instances.Select(i => i.Fields)], NeverShared);
        return _chances.Shuffled(
            [
                ("image", service.Image.Text),
                ("omit", _chances.Unless(!service.Omit, service.Omit)),
                ("requires", _chances.Names(service.Requires)),
                ("wants_info", _chances.Names(service.WantsInfo)),
                ("env", EnvOf(service.Env)),
                ("instances", YamlChances.Map([.. instances.Select(i => (i.Name, (YamlValue?)YamlChances.Without(i.Fields, shared)))])),
                .. shared.Select(s => (s.Key, (YamlValue?)s.Value)),
            ]);
    }

    private YamlMap Instance(Instance instance, Service service) => _chances.Shuffled(
        ("ship", instance.Ship),
        ("image", instance.Image.Text == service.Image.Text && _chances.Chance() ? null : (YamlValue)instance.Image.Text),
        ("build", GeneratedBuilds.Write(instance.Build, _chances)),
        ("ports", _chances.Optional([.. instance.Ports.Select(p => (p.Name, (YamlValue?)Port(p)))])),
        ("env", EnvOf(instance.Env)),
        ("secrets", Secrets(instance.Secrets)),
        ("volumes", Volumes(instance.Volumes)),
        ("container_volumes", _chances.Names(instance.ContainerVolumes)),
        ("volumes_from", _chances.Names(instance.VolumesFrom)),
        ("links", _chances.Optional([.. instance.Links.Select(l => (l.Instance, (YamlValue?)l.Alias))])),
        ("net", instance.Networks.Count > 0 ? null : _chances.Unless(instance.Network.IsDefault, instance.Network.Text)),
        ("networks", instance.Network.IsDefault ? Networks(instance.Networks) : null),
        ("dns", _chances.Names(instance.Dns)),
        ("extra_hosts", _chances.Optional([.. instance.ExtraHosts.Select(h => (h.Name, (YamlValue?)ExtraHost(h)))])),
        ("labels", Labels(instance.Labels)),
        ("command", _chances.Unless(instance.Command.Count == 0, _chances.Command(instance.Command))),
        ("entrypoint", instance.Entrypoint.Count == 0 ? null : instance.Entrypoint is [""] ? _chances.Pick<YamlValue>("", new YamlList([])) : _chances.Command(instance.Entrypoint)),
        ("init", instance.Init is { } init ? (YamlValue)YamlChances.Text(init) : null),
        ("tmpfs", Tmpfs(instance.Tmpfs)),
        ("shm_size", _chances.Unless(instance.ShmSize == 0, Bytes(instance.ShmSize))),
        ("platform", _chances.Unless(instance.Platform.Length == 0, _chances.Pick(instance.Platform, instance.Platform.ToUpperInvariant()))),
        ("pull_policy", _chances.Unless(instance.PullPolicy == PullPolicy.Missing, instance.PullPolicy.ToString().ToLowerInvariant())),
        ("healthcheck", HealthCheck(instance.HealthCheck)),
        ("username", _chances.Unless(instance.User.Length == 0, instance.User)),
        ("workdir", _chances.Unless(instance.WorkingDirectory.Length == 0, instance.WorkingDirectory)),
        ("privileged", _chances.Unless(!instance.Privileged, instance.Privileged)),
        ("cap_add", _chances.Names(instance.CapAdd)),
        ("cap_drop", _chances.Names(instance.CapDrop)),
        ("security_opt", _chances.Unless(instance.SecurityOptions.Count == 0, new YamlList([.. instance.SecurityOptions.Select(o => (YamlValue)o)]))),
        ("limits", LimitsOf(instance.Limits)),
        ("ulimits", _chances.Optional([.. instance.Ulimits.Select(u => (u.Name, (YamlValue?)UlimitOf(u)))])),
        ("log_driver", _chances.Unless(instance.Log.Driver.Length == 0, instance.Log.Driver)),
        ("log_opt", _chances.Optional([.. instance.Log.Options.Select(o => (o.Key, (YamlValue?)o.Value))])),
        ("restart", RestartOf(instance.Restart)),
        ("stop_timeout", _chances.Unless(instance.StopTimeout.TotalSeconds == 10, instance.StopTimeout.TotalSeconds)),
        ("lifecycle", new CheckYaml(_chances).Lifecycle(instance.Lifecycle)));

    private YamlValue Port(PortMapping port)
    {
        var suffix = port.Protocol == "tcp" && _chances.Chance() ? string.Empty : "/" + port.Protocol;
        var inside = port.Exposed + suffix;
        var outside = port.External.IsChosen ? _chances.Pick("auto", "0") + _chances.Pick(string.Empty, suffix) : port.External + suffix;
        if (port.ExternalAddress != PortMapping.AllInterfaces || _chances.Chance())
        {
            return _chances.Shuffled(
                ("exposed", inside),
                ("external", port.ExternalAddress == PortMapping.AllInterfaces && _chances.Chance() ? outside : new YamlList([port.ExternalAddress, outside])));
        }

        return port.Exposed == port.External && _chances.Chance() ? inside : $"{inside}:{outside}";
    }

    // A mapping has each source once.
    private YamlValue? Volumes(IReadOnlyList<VolumeBinding> volumes)
        => volumes.DistinctBy(v => v.Source).Count() == volumes.Count && _chances.Chance()
            ? _chances.Optional([.. volumes.Select(v => (_chances.File(v.Source), (YamlValue?)Volume(v)))])
            : new YamlList([.. volumes.Select(VolumeItem)]);

    private YamlValue VolumeItem(VolumeBinding volume)
    {
        var source = _chances.File(volume.Source);
        return _chances.Chance()
            ? _chances.Shuffled(("source", source), ("target", volume.Target), ("mode", _chances.Unless(volume.Mode == "rw", volume.Mode)))
            : $"{source}:{volume.Target}{(volume.Mode == "rw" ? _chances.Pick("", ":rw") : $":{volume.Mode}")}";
    }

    private YamlValue? Tmpfs(IReadOnlyList<TmpfsMount> mounts)
        => _chances.Chance()
            ? _chances.Optional([.. mounts.Select(m => (m.Path, (YamlValue?)new YamlWord(m.Options.Length == 0 ? _chances.Pick(null, string.Empty) : m.Options)))])
            : _chances.Names([.. mounts.Select(m => m.Options.Length == 0 ? m.Path : $"{m.Path}:{m.Options}")]);

    private YamlValue? Secrets(IReadOnlyDictionary<string, string> uses)
        => uses.All(u => u.Key == GeneratedModel.VariableOf(u.Value)) && _chances.Chance() ? _chances.Names([.. uses.Values]) : _chances.Texts(uses);

    private YamlValue? Networks(IReadOnlyList<NetworkAttachment> attachments)
        => attachments.All(a => a is { Aliases.Count: 0, Ipv4Address: "", Ipv6Address: "" }) && _chances.Chance()
            ? _chances.Names([.. attachments.Select(a => a.Network)])
            : _chances.Optional([.. attachments.Select(a => (a.Network, (YamlValue?)Attachment(a)))]);

    private YamlMap Attachment(NetworkAttachment attachment) => _chances.Shuffled(
        ("aliases", _chances.Names(attachment.Aliases)),
        ("ipv4_address", attachment.Ipv4Address.Length == 0 ? null : (YamlValue)attachment.Ipv4Address),
        ("ipv6_address", attachment.Ipv6Address.Length == 0 ? null : (YamlValue)attachment.Ipv6Address));

    private YamlMap? HealthCheck(HealthCheck check)
        => check.Test is ["NONE"] ? YamlChances.Map(_chances.Pick<(string, YamlValue?)>(("disable", "true"), ("test", YamlChances.List(["NONE"]))))
            : check.IsDefault && _chances.Chance() ? null
            : _chances.Shuffled(
                ("test", check.Test.Count == 0 ? null : check.Test is ["CMD-SHELL", var line] && _chances.Chance() ? line : YamlChances.List(check.Test)),
                ("disable", _chances.Pick<YamlValue?>(null, "false")),
                ("interval", Duration(check.Interval)),
                ("timeout", Duration(check.Timeout)),
                ("start_period", Duration(check.StartPeriod)),
                ("start_interval", Duration(check.StartInterval)),
                ("retries", _chances.Unless(check.Retries == 0, check.Retries)));

    private YamlValue? Duration(TimeSpan time) => _chances.Unless(
        time == TimeSpan.Zero,
        _chances.Pick(
            YamlChances.Text(time.TotalSeconds),
            $"{YamlChances.Text(time.TotalMilliseconds)}ms",
            $"{(int)time.TotalHours}h{time.Minutes}m{YamlChances.Text(time.TotalSeconds % 60)}s"));

    private string Bytes(long bytes) => bytes % 1024 == 0 && _chances.Chance() ? $"{bytes / 1024}{_chances.Pick("k", "K", " KiB", "kb")}" : YamlChances.Number(bytes);

    private YamlValue Volume(VolumeBinding volume)
        => volume.Mode == "rw" && _chances.Chance() ? volume.Target : _chances.Shuffled(("target", volume.Target), ("mode", _chances.Unless(volume.Mode == "rw", volume.Mode)));

    private YamlValue ExtraHost(ExtraHost host)
        => environment.Ships.FirstOrDefault(s => s.Address == host.Address) is { } ship ? YamlChances.Map(("ship", ship.Name)) : host.Address;

    private YamlValue? Labels(IReadOnlyDictionary<string, string> labels)
        => labels.Count > 0 && labels.Values.All(v => v.Length == 0) && _chances.Chance()
            ? new YamlList([.. labels.Keys.Select(k => (YamlValue)k)])
            : _chances.Optional([.. labels.Select(l => (l.Key, (YamlValue?)(l.Value.Length == 0 ? new YamlWord(_chances.Pick(null, string.Empty)) : l.Value)))]);

    private YamlValue? EnvOf(IReadOnlyDictionary<string, string?> variables)
    {
        if (variables.Count > 0 && _chances.Chance())
        {
            return new YamlList([.. variables.Select(v => YamlChances.Map((v.Key, Value(v.Value))))]);
        }

        return _chances.Optional([.. variables.Select(v => (v.Key, (YamlValue?)Value(v.Value)))]);
    }

    private YamlValue Value(string? value)
        => value is { Length: > 0 } && _chances.Chance() ? new YamlList([.. value.Split(' ').Select(w => (YamlValue)w)]) : new YamlWord(value);

    private YamlMap? LimitsOf(Limits limits) => limits == Limits.None ? null : _chances.Shuffled(
        ("memory", _chances.Unless(limits.Memory == 0, Bytes(limits.Memory))),
        ("swap", _chances.Unless(limits.Swap == 0, YamlChances.Number(limits.Swap))),
        ("cpu", _chances.Unless(limits.CpuShares == 0, YamlChances.Number(limits.CpuShares))));

    private YamlValue UlimitOf(Ulimit limit)
        => limit.Soft == limit.Hard && _chances.Chance() ? YamlChances.Number(limit.Soft) : _chances.Shuffled(("soft", YamlChances.Number(limit.Soft)), ("hard", YamlChances.Number(limit.Hard)));

    private YamlValue? RestartOf(RestartPolicy policy)
    {
        var name = policy.Kind switch
        {
            RestartKind.No => "no",
            RestartKind.Always => "always",
            RestartKind.OnFailure => "on-failure",
            _ => "unless-stopped",
        };
        return policy == RestartPolicy.No && _chances.Chance() ? null
            : _chances.Chance() ? _chances.Shuffled(("name", name), (_chances.Pick("retries", "maximum_retry_count"), _chances.Unless(policy.MaximumRetryCount == 0, YamlChances.Number(policy.MaximumRetryCount))))
            : policy.MaximumRetryCount == 0 ? name
            : $"{name}:{policy.MaximumRetryCount}";
    }
}
