using System.Reflection;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Turns a container specification into the body of a create call.</summary>
internal static class CreateRequests
{
    private static readonly string EngineVersion =
        typeof(CreateRequests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static CreateContainerRequest For(
        ContainerSpec spec, MaestroEnvironment environment, Instance instance, string hash, IReadOnlyList<VolumeBinding> carriedOver)
        => new()
        {
            Image = spec.Image.Full,
            Hostname = spec.Hostname,
            Cmd = OrNull(spec.Command),
            Env = [.. spec.Variables.Select(v => v.Value is null ? v.Key : $"{v.Key}={v.Value}")],
            Labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [ContainerLabels.Environment] = environment.Name,
                [ContainerLabels.Service] = instance.Service,
                [ContainerLabels.Instance] = instance.Name,
                [ContainerLabels.Hash] = hash,
                [ContainerLabels.Version] = EngineVersion,
            },
            ExposedPorts = OrNull([.. spec.Ports.SelectMany(Exposed).Distinct(StringComparer.Ordinal)]),
            PortBindings = OrNull<PortBinding>([.. spec.Ports.SelectMany(Bindings)]),
            Binds = OrNull([.. Volumes(spec, carriedOver).Select(v => $"{v.Source}:{v.Target}:{v.Mode}")]),
            RestartPolicy = spec.Restart.Kind switch
            {
                RestartKind.Always => "always",
                RestartKind.OnFailure => "on-failure",
                RestartKind.UnlessStopped => "unless-stopped",
                _ => null,
            },
            MaximumRetryCount = spec.Restart.MaximumRetryCount > 0 ? spec.Restart.MaximumRetryCount : null,
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

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : items;
}
