using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Turns networks, and the places of instances in them, into the bodies of calls.</summary>
internal static class NetworkRequests
{
    public static CreateNetworkRequest For(Network network, MaestroEnvironment environment) => new()
    {
        Name = network.ActualName,
        Driver = OrNull(network.Driver),
        Options = network.Options.Count == 0 ? null : network.Options,
        IsInternal = OrNull(network.IsInternal),
        IsAttachable = OrNull(network.IsAttachable),
        HasIpv6 = OrNull(network.HasIpv6),
        AddressDriver = OrNull(network.AddressDriver),
        Subnets = network.Pools.Count == 0 ? null : [.. network.Pools.Select(p => new SubnetRequest(p.Subnet, OrNull(p.Gateway), OrNull(p.Range)))],
        Labels = new SortedDictionary<string, string>(network.Labels.ToDictionary(), StringComparer.Ordinal)
        {
            [ContainerLabels.Environment] = environment.Name,
            [ContainerLabels.Network] = network.Name,
            [ContainerLabels.Hash] = NetworkHash.Of(network),
            [ContainerLabels.Version] = CreateRequests.EngineVersion,
        },
    };

    /// <summary>An instance answers to its own name and to its service's, beside what the file adds.</summary>
    public static EndpointRequest For(NetworkAttachment attachment, Instance instance) => new()
    {
        Aliases = [.. attachment.Aliases.Prepend(instance.Name).Prepend(instance.Service).Distinct(StringComparer.Ordinal)],
        Links = instance.Links.Count == 0 ? null : [.. instance.Links.Select(l => $"{l.Instance}:{l.Alias}")],
        Ipv4Address = OrNull(attachment.Ipv4Address),
        Ipv6Address = OrNull(attachment.Ipv6Address),
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static bool? OrNull(bool truth) => truth ? true : null;
}
