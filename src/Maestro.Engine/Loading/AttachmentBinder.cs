using System.Net.Sockets;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>A network that an instance is on, with the place that says so.</summary>
internal sealed record AttachmentDraft(NetworkAttachment Attachment, Reference Network);

/// <summary>Reads the networks that an instance is on: a list of names, or a mapping of names to what it is called there.</summary>
internal static partial class AttachmentBinder
{
    private const string Expected = "a list of networks such as [front, back], or a mapping such as {front: {aliases: [shop]}}";

    public static IReadOnlyList<AttachmentDraft>? Bind(Section section)
    {
        if (section["networks"] is not { } networks)
        {
            return null;
        }

        if (section["net"] is { Node: not YamlScalar { Text: "" } } net)
        {
            net.ErrorAtKey(DiagnosticCodes.InvalidValue, "'net' and 'networks' exclude each other: 'networks' names networks of this file, 'net' anything else.");
        }

        return networks.Node is YamlMapping
            ? networks.Entries(Expected)!.Select(BindOne).OfType<AttachmentDraft>().ToList()
            : NameBinder.References(networks, Expected).DistinctBy(r => r.Name).Select(r => new AttachmentDraft(new NetworkAttachment(r.Name), r)).ToList();
    }

    private static AttachmentDraft? BindOne(BoundNode network)
    {
        var reference = new Reference(network.Name, network, IsKey: true);
        if (network.IsNull)
        {
            return new AttachmentDraft(new NetworkAttachment(network.Name), reference);
        }

        return Section.Open(network, NetworkFields.Attachment) is { } section
            ? new AttachmentDraft(
                new NetworkAttachment(network.Name)
                {
                    Aliases = section["aliases"] is { } aliases ? BindAliases(aliases) : [],
                    Ipv4Address = Address(section["ipv4_address"], AddressFamily.InterNetwork, "an address of version 4, such as 10.5.0.10"),
                    Ipv6Address = Address(section["ipv6_address"], AddressFamily.InterNetworkV6, "an address of version 6, such as 2001:db8::10"),
                },
                reference)
            : null;
    }

    private static List<string> BindAliases(BoundNode aliases)
    {
        const string AliasExpected = "a host name, or a list of them";
        var bound = new List<string>();
        foreach (var (alias, place) in NameBinder.Each(aliases, AliasExpected))
        {
            if (!HostName().IsMatch(alias))
            {
                place.Error(DiagnosticCodes.InvalidValue, $"Expected {AliasExpected}; found {place.Describe()}.");
            }

            bound.Add(alias);
        }

        return bound;
    }

    private static string Address(BoundNode? node, AddressFamily family, string expected)
    {
        if (node?.Text(expected) is not { } text)
        {
            return string.Empty;
        }

        if (AddressText.Parse(text)?.AddressFamily != family)
        {
            node.Error(DiagnosticCodes.InvalidValue, $"Expected {expected}; found {node.Describe()}.");
        }

        return text;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();
}
