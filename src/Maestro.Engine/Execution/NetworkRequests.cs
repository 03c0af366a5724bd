using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Turns networks, and the places of instances in them, into the bodies of calls.</summary>
internal static class NetworkRequests
{
    /// <param name="network">The network.</param>
    /// <param name="environment">Whose it is.</param>
    /// <param name="expires">When a copy may be swept.</param>
    public static CreateNetworkRequest For(Network network, MaestroEnvironment environment, DateTimeOffset expires) => new()
    {
        Name = network.ActualName,
        Driver = OrNull(network.Driver),
        Options = network.Options.Count == 0 ? null : network.Options,
        IsInternal = OrNull(network.IsInternal),
        IsAttachable = OrNull(network.IsAttachable),
        HasIpv6 = OrNull(network.HasIpv6),
        AddressDriver = OrNull(network.AddressDriver),
        Subnets = network.Pools.Count == 0 ? null : [.. network.Pools.Select(p => new SubnetRequest(p.Subnet, OrNull(p.Gateway), OrNull(p.Range)))],
        Labels = new SortedDictionary<string, string>(network.Labels.Concat(Owner.Of(environment).Labels(expires)).ToDictionary(), StringComparer.Ordinal)
        {
            [ContainerLabels.Network] = network.Name,
            [ContainerLabels.Hash] = NetworkHash.Of(network),
            [ContainerLabels.Version] = CreateRequests.EngineVersion,
        },
    };

    /// <summary>An instance answers to its own name and to its service's, beside what the file adds.</summary>
    public static EndpointRequest For(NetworkAttachment attachment, Instance instance, ContainerSpec spec) => new()
    {
        Aliases = [.. attachment.Aliases.Prepend(instance.Name + attachment.Suffix).Prepend(instance.Service + attachment.Suffix).Distinct(StringComparer.Ordinal)],
        Links = spec.Links.Count == 0 ? null : [.. spec.Links.Select(l => $"{l.Instance}:{l.Alias}")],
        Ipv4Address = OrNull(attachment.Ipv4Address),
        Ipv6Address = OrNull(attachment.Ipv6Address),
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static bool? OrNull(bool truth) => truth ? true : null;
}
