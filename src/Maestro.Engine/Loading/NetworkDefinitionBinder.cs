using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads the networks that a file defines.</summary>
internal static partial class NetworkDefinitionBinder
{
    private static readonly FrozenSet<string> Predefined = FrozenSet.Create(StringComparer.Ordinal, "bridge", "host", "none", "default");

    private static readonly string[] NotWithExternal = ["driver", "options", "driver_opts", "internal", "attachable", "ipv6", "enable_ipv6", "ipam", "labels"];

    public static IReadOnlyList<NetworkDefinition> Bind(BoundNode? networks)
        => (networks?.Entries("a mapping of network names to networks, such as {back: {internal: true}}") ?? []).Select(BindOne).ToList();

    private static NetworkDefinition BindOne(BoundNode node)
    {
        if (!NetworkName().IsMatch(node.Name))
        {
            node.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{node.Name}' cannot be the name of a network: letters, digits, '_', '.' and '-', the first a letter or a digit.");
        }

        return !node.IsNull && Section.Open(node, NetworkFields.Network) is { } section
            ? new NetworkDefinition(BindFields(node, section), node)
            : new NetworkDefinition(new Network { Name = node.Name, ActualName = string.Empty, Location = node.Location }, node);
    }

    private static Network BindFields(BoundNode node, Section section)
    {
        var external = section["external"]?.Boolean() ?? false;
        foreach (var field in external ? NotWithExternal.Select(f => section[f]).OfType<BoundNode>() : [])
        {
            field.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{field.Name}' has no place in a network that somebody else makes; with 'external' goes 'name' alone.");
        }

        if (external && section["name"] is null && Predefined.Contains(node.Name))
        {
            node.ErrorAtKey(DiagnosticCodes.InvalidValue, $"The network '{node.Name}' is Docker's own, without names for containers; instances join it by 'net: {node.Name}'.");
        }

        var (pools, addressDriver) = BindIpam(section["ipam"]);
        return new Network
        {
            Name = node.Name,
            ActualName = BindActualName(section["name"]) ?? (external ? node.Name : string.Empty),
            IsExternal = external,
            Driver = section["driver"]?.Text("the name of a network driver such as bridge") ?? string.Empty,
            Options = EitherOf(section, "options", "driver_opts") is { } options ? LogBinder.Options(options) : new Dictionary<string, string>(),
            IsInternal = section["internal"]?.Boolean() ?? false,
            IsAttachable = section["attachable"]?.Boolean() ?? false,
            HasIpv6 = EitherOf(section, "ipv6", "enable_ipv6")?.Boolean() ?? false,
            AddressDriver = addressDriver,
            Pools = pools,
            Labels = section["labels"] is { } labels ? LabelBinder.Bind(labels) : new Dictionary<string, string>(),
            Location = node.Location,
        };
    }

    private static string? BindActualName(BoundNode? name)
    {
        const string Expected = "the network's name on the ship, such as backend";
        if (name?.Text(Expected) is not { } text)
        {
            return null;
        }

        if (Predefined.Contains(text))
        {
            name.Error(DiagnosticCodes.InvalidValue, $"The network '{text}' is Docker's own, without names for containers; instances join it by 'net: {text}'.");
        }
        else if (!NetworkName().IsMatch(text))
        {
            name.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {name.Describe()}.");
        }

        return text;
    }

    private static BoundNode? EitherOf(Section section, string field, string alias)
    {
        if (section[field] is not null && section[alias] is { } second)
        {
            second.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{alias}' is another name of '{field}', which is given too; keep '{field}'.");
        }

        return section[field] ?? section[alias];
    }

    private static (IReadOnlyList<AddressPool> Pools, string Driver) BindIpam(BoundNode? ipam)
    {
        if (ipam is null || Section.Open(ipam, NetworkFields.Ipam) is not { } section)
        {
            return ([], string.Empty);
        }

        var several = (section["config"]?.Items("a list of subnets such as [{subnet: 10.5.0.0/16}]") ?? [])
            .Select(pool => Section.Open(pool, NetworkFields.Pool))
            .OfType<Section>();
        var own = NetworkFields.Pool.Fields.Any(f => section[f.Name] is not null) ? several.Append(section) : several;
        return ([.. own.Select(BindPool).OfType<AddressPool>()], section["driver"]?.Text("the name of a driver for addresses") ?? string.Empty);
    }

    private static AddressPool? BindPool(Section section)
    {
        if (section["subnet"] is not { } given)
        {
            section.Missing("subnet", "gateway and range are parts of a subnet, such as 'subnet: 10.5.0.0/16'.");
            return null;
        }

        if (Subnet(given) is not { } subnet)
        {
            return null;
        }

        var gateway = section["gateway"];
        var address = gateway?.Text("an address of the subnet");
        if (address is not null && !(AddressText.Parse(address) is { } parsed && subnet.Contains(parsed)))
        {
            gateway!.Error(DiagnosticCodes.InvalidValue, $"Expected an address of the subnet {subnet}; found {gateway.Describe()}.");
        }

        var range = section["ip_range"];
        var part = range is null ? null : Subnet(range);
        if (part is { } inside && !(inside.PrefixLength >= subnet.PrefixLength && subnet.Contains(inside.BaseAddress)))
        {
            range!.Error(DiagnosticCodes.InvalidValue, $"Expected a part of the subnet {subnet}; found {range.Describe()}.");
        }

        return new AddressPool(subnet.ToString(), address ?? string.Empty, part?.ToString() ?? string.Empty);
    }

    private static IPNetwork? Subnet(BoundNode node)
    {
        const string Expected = "a subnet such as 10.5.0.0/16";
        if (node.Text(Expected) is not { } text)
        {
            return null;
        }

        if (IPNetwork.TryParse(text, out var subnet))
        {
            return subnet;
        }

        node.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {node.Describe()}.");
        return null;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NetworkName();
}
