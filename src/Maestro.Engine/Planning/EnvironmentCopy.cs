using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Makes a copy of an environment: what has a name on a ship gets another one, what has a port there lets it be chosen anew.</summary>
/// <remarks>
/// Services, instances and ports keep the names of the file, since variables, selections and results are made of them. The external ports of a
/// copy say that they are chosen; which ones they are is known to <see cref="CopyPorts"/>, so that no hash depends on them.
/// </remarks>
internal static partial class EnvironmentCopy
{
    /// <summary>What Linux allows for a host name, a byte less.</summary>
    private const int LongestHostName = 63;

    private const string BridgeName = "com.docker.network.bridge.name";

    /// <param name="environment">The environment.</param>
    /// <param name="run">The name of the copy; null for the environment itself.</param>
    /// <exception cref="MaestroException">The name is none, or too long for an instance.</exception>
    public static MaestroEnvironment Of(MaestroEnvironment environment, string? run)
    {
        if (run is null)
        {
            return environment;
        }

        var name = PlayText.RunOrRefuse(run);
        List<Diagnostic> tooLong = [.. environment.Instances.Where(i => HostNameOf(i, name).Length > LongestHostName).Select(i => Diagnostic.Error(
            DiagnosticCodes.InvalidOption,
            $"The name of the copy is too long: '{HostNameOf(i, name)}' would have {HostNameOf(i, name).Length} characters, and a host name has at most {LongestHostName}.",
            i.Location))];
        return tooLong.Count > 0
            ? throw new MaestroException(tooLong)
            : environment.With(
                [.. environment.Services.Select(s => s with { Instances = [.. s.Instances.Select(i => CopyOf(i, environment, name))] })],
                [.. environment.Networks.Select(n => n.IsExternal ? n : CopyOf(n, name))],
                environment.Secrets,
                name);
    }

    /// <summary>Whether the source of a volume is the name of one, and no path of the ship.</summary>
    public static bool IsNamed(VolumeBinding volume) => VolumeName().IsMatch(volume.Source);

    /// <summary>Whether the ship publishes the port, and where the file says: not where Docker chooses, be it from a range.</summary>
    public static bool IsFixed(Instance instance, PortMapping port)
        => instance.Network.PublishesPorts && !port.External.IsChosen && (port.External.IsSingle || !port.Exposed.IsSingle);

    /// <summary>Whether the check asks the ship.</summary>
    public static bool IsAt(HttpCheckSpec check, Ship ship) => check.Host.Length == 0 || check.Host == ship.Address;

    private static Instance CopyOf(Instance instance, MaestroEnvironment environment, string run) => instance with
    {
        ContainerName = Named(instance.Name, run),
        Ports = instance.Network.PublishesPorts ? [.. instance.Ports.Select(p => p with { External = PortRange.Chosen })] : instance.Ports,
        Volumes = [.. instance.Volumes.Select(v => IsNamed(v) ? v with { Source = Named(v.Source, run) } : v)],
        Network = environment.Networks.Any(n => !n.IsExternal && n.ActualName == instance.Network.Text) ? new NetworkMode(Named(instance.Network.Text, run)) : instance.Network,
        Networks = [.. instance.Networks.Select(n => CopyOf(n, environment.Network(n.Network), run))],
        Lifecycle = CopyOf(instance.Lifecycle, instance, environment.Ship(instance.Ship)),
    };

    private static Lifecycle CopyOf(Lifecycle lifecycle, Instance instance, Ship ship) => lifecycle with
    {
        PreStart = [.. lifecycle.PreStart.Select(c => CopyOf(c, instance, ship))],
        Running = [.. lifecycle.Running.Select(c => CopyOf(c, instance, ship))],
        PreStop = [.. lifecycle.PreStop.Select(c => CopyOf(c, instance, ship))],
        Stopped = [.. lifecycle.Stopped.Select(c => CopyOf(c, instance, ship))],
    };

    // By its number, the check would ask the environment's own instance.
    private static CheckSpec CopyOf(CheckSpec check, Instance instance, Ship ship)
        => check is HttpCheckSpec { PortNumber: > 0 } http && IsAt(http, ship)
            && instance.Ports.FirstOrDefault(p => IsFixed(instance, p) && p.External == new PortRange(http.PortNumber)) is { } port
            ? http with { PortName = port.Name, PortNumber = 0, Host = string.Empty }
            : check;

    // Two networks of one ship cannot have the same addresses, nor the same bridge.
    private static Network CopyOf(Network network, string run) => network with
    {
        ActualName = Named(network.ActualName, run),
        Pools = [],
        Options = network.Options.Where(o => o.Key != BridgeName).ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal),
    };

    // On a network that others are on as well, a name of the file would find the instances of all of them.
    private static NetworkAttachment CopyOf(NetworkAttachment attachment, Network network, string run) => attachment with
    {
        Aliases = network.IsExternal ? [.. attachment.Aliases.Select(a => Named(a, run))] : attachment.Aliases,
        Suffix = network.IsExternal ? Named(string.Empty, run) : string.Empty,
        Ipv4Address = string.Empty,
        Ipv6Address = string.Empty,
    };

    private static string HostNameOf(Instance instance, string run) => instance.Network.IsDefault ? Named(instance.Name, run) : string.Empty;

    private static string Named(string name, string run) => $"{name}-{run}";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex VolumeName();
}
