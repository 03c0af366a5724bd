using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Warns about what a copy shares with its environment and with other copies, although the file reads as if each had its own.</summary>
internal static class CopyWarnings
{
    public static IEnumerable<Diagnostic> Of(MaestroEnvironment copy, IReadOnlyList<Instance> instances)
        => copy.Base is not { } original ? []
            : Folders(copy, instances)
                .Concat(instances.SelectMany(HostPorts))
                .Concat(instances.SelectMany(i => NumberedChecks(i, copy)))
                .Concat(instances.Select(i => original.Instance(i.Name)).SelectMany(Addresses));

    // One warning for all: a file that mounts its configuration would have one for every instance.
    private static IEnumerable<Diagnostic> Folders(MaestroEnvironment copy, IReadOnlyList<Instance> instances)
    {
        var writable = instances
            .SelectMany(i => i.Volumes.Where(v => !EnvironmentCopy.IsNamed(v) && !v.Mode.Split(',').Contains("ro", StringComparer.Ordinal)).Select(v => (i.Name, v.Source)))
            .GroupBy(v => v.Source, StringComparer.Ordinal)
            .Select(g => $"{g.Key} ({string.Join(", ", g.Select(v => v.Name).Distinct(StringComparer.Ordinal))})")
            .ToList();
        return writable.Count == 0
            ? []
            : [Warning($"The copy '{copy.Run}' can write to what it shares with '{copy.Name}' and its other copies: {string.Join(", ", writable)}. Mount it with the mode 'ro', or use a named volume, of which each copy has its own.", null)];
    }

    private static IEnumerable<Diagnostic> HostPorts(Instance instance)
        => instance.Network.Text == "host" && instance.Ports.Count > 0
            ? [Warning($"{instance.Name} is on the ship's own network, so its ports ({string.Join(", ", instance.Ports.Select(p => p.External))}) are the same in every copy: only one can have them.", instance.Location)]
            : [];

    private static IEnumerable<Diagnostic> NumberedChecks(Instance instance, MaestroEnvironment copy)
        => Enum.GetValues<LifecycleState>().SelectMany(instance.Lifecycle.Of).OfType<HttpCheckSpec>()
            .Where(c => c.PortNumber > 0 && EnvironmentCopy.IsAt(c, copy.Ship(instance.Ship)) && instance.Network.PublishesPorts)
            .Select(c => Warning($"The check '{c.Summary}' of {instance.Name} asks a port of the ship by its number, which is the same in every copy. Name a port of the instance instead.", c.Location));

    private static IEnumerable<Diagnostic> Addresses(Instance instance)
        => instance.Networks
            .Where(n => n.Ipv4Address.Length > 0 || n.Ipv6Address.Length > 0)
            .Select(n => Warning($"{instance.Name} does not have its address {(n.Ipv4Address.Length > 0 ? n.Ipv4Address : n.Ipv6Address)} in the network '{n.Network}' of a copy: there Docker chooses addresses. Reach it by its name.", instance.Location));

    private static Diagnostic Warning(string message, SourceLocation? location) => Diagnostic.Warning(DiagnosticCodes.CopyShares, message, location);
}
