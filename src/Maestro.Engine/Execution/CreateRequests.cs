using System.Reflection;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Turns a container specification into the body of a create call.</summary>
internal static class CreateRequests
{
    public static readonly string EngineVersion =
        typeof(CreateRequests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static CreateContainerRequest For(
        ContainerSpec spec, MaestroEnvironment environment, Instance instance, string hash, IReadOnlyList<VolumeBinding> carriedOver, DateTimeOffset expires = default)
        => new()
        {
            Image = spec.Image.Text,
            Hostname = OrNull(spec.Hostname),
            User = OrNull(spec.User),
            WorkingDirectory = OrNull(spec.WorkingDirectory),
            Platform = OrNull(spec.Platform),
            Entrypoint = OrNull(spec.Entrypoint),
            Cmd = OrNull(spec.Command),
            HealthCheck = HealthCheck(spec.HealthCheck),
            Env = [.. spec.Variables.Select(v => v.Value is null ? v.Key : $"{v.Key}={v.Value}")],
            Labels = Labels(spec, environment, instance, hash, expires),
            ExposedPorts = spec.Network.PublishesPorts ? OrNull([.. spec.Ports.SelectMany(Exposed).Distinct(StringComparer.Ordinal)]) : null,
            PortBindings = spec.Network.PublishesPorts ? OrNull<PortBinding>([.. spec.Ports.SelectMany(Bindings).Distinct()]) : null,
            Binds = OrNull([.. Volumes(spec, carriedOver).Select(v => $"{v.Source}:{v.Target}:{v.Mode}")]),
            Volumes = OrNull(spec.ContainerVolumes),
            VolumesFrom = OrNull(spec.VolumesFrom),
            Links = spec.Networks.Count > 0 ? null : OrNull([.. spec.Links.Select(l => $"{l.Instance}:{l.Alias}")]),
            NetworkMode = spec.Networks.Count > 0 ? spec.Networks[0].Network : OrNull(spec.Network.Text),
            Endpoint = spec.Networks.Count > 0 ? NetworkRequests.For(spec.Networks[0], instance, spec) : null,
            Dns = OrNull(spec.Dns),
            ExtraHosts = OrNull([.. spec.ExtraHosts.Select(h => $"{h.Name}:{h.Address}")]),
            Init = spec.Init,
            Tmpfs = spec.Tmpfs.Count == 0 ? null : spec.Tmpfs.ToDictionary(t => t.Path, t => t.Options, StringComparer.Ordinal),
            ShmSize = OrNull(spec.ShmSize),
            Privileged = spec.Privileged ? true : null,
            CapAdd = OrNull(spec.CapAdd),
            CapDrop = OrNull(spec.CapDrop),
            SecurityOptions = OrNull(spec.SecurityOptions),
            Memory = OrNull(spec.Limits.Memory),
            MemorySwap = OrNull(spec.Limits.MemorySwap),
            CpuShares = OrNull(spec.Limits.CpuShares),
            Ulimits = OrNull<ProcessLimit>([.. spec.Ulimits.Select(u => new ProcessLimit(u.Name, u.Soft, u.Hard))]),
            LogDriver = OrNull(spec.Log.Driver),
            LogOptions = spec.Log.Options.Count == 0 ? null : spec.Log.Options,
            RestartPolicy = spec.Restart == RestartPolicy.No ? null : Word(spec.Restart.Kind),
            MaximumRetryCount = spec.Restart.MaximumRetryCount > 0 ? spec.Restart.MaximumRetryCount : null,
        };

    private static SortedDictionary<string, string> Labels(ContainerSpec spec, MaestroEnvironment environment, Instance instance, string hash, DateTimeOffset expires)
    {
        var labels = new SortedDictionary<string, string>(Owner.Of(environment).Labels(expires).ToDictionary(), StringComparer.Ordinal)
        {
            [ContainerLabels.Service] = instance.Service,
            [ContainerLabels.Instance] = instance.Name,
            [ContainerLabels.Hash] = hash,
            [ContainerLabels.Version] = EngineVersion,
        };
        if (spec.ChosenPorts.Length > 0)
        {
            labels[ContainerLabels.Ports] = spec.ChosenPorts;
        }

        foreach (var (name, value) in spec.Labels)
        {
            labels.Add(name, value);
        }

        return labels;
    }

    private static HealthCheckRequest? HealthCheck(HealthCheck check) => check.IsDefault ? null : new HealthCheckRequest
    {
        Test = OrNull(check.Test),
        Interval = OrNull(check.Interval),
        Timeout = OrNull(check.Timeout),
        StartPeriod = OrNull(check.StartPeriod),
        StartInterval = OrNull(check.StartInterval),
        Retries = check.Retries == 0 ? null : check.Retries,
    };

    private static string Word(RestartKind kind) => kind switch
    {
        RestartKind.Always => "always",
        RestartKind.OnFailure => "on-failure",
        RestartKind.UnlessStopped => "unless-stopped",
        _ => "no",
    };

    private static IEnumerable<string> Exposed(PortMapping port)
        => Enumerable.Range(port.Exposed.First, port.Exposed.Last - port.Exposed.First + 1).Select(p => $"{p}/{port.Protocol}");

    // A block maps port by port; a single port may be given a range, of which the engine takes a free one.
    private static IEnumerable<PortBinding> Bindings(PortMapping port)
        => Exposed(port).Select((exposed, index) => new PortBinding(exposed, port.ExternalAddress, port switch
        {
            { External.IsChosen: true } => string.Empty,
            { Exposed.IsSingle: true } => port.External.ToString(),
            _ => new PortRange(port.External.First + index).ToString(),
        }));

    private static IEnumerable<VolumeBinding> Volumes(ContainerSpec spec, IReadOnlyList<VolumeBinding> carriedOver)
        => spec.Volumes.Concat(carriedOver.ExceptBy(spec.Volumes.Select(v => v.Target), v => v.Target));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static TimeSpan? OrNull(TimeSpan time) => time == TimeSpan.Zero ? null : time;

    private static long? OrNull(long number) => number == 0 ? null : number;

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : items;
}
