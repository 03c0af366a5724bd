using System.Net;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Checks that the networks of instances exist, that addresses in them fit, and that no two instances want the same one.</summary>
/// <remarks>What a service says for all its instances is reported once.</remarks>
internal sealed class NetworkChecks(IReadOnlyList<NetworkDefinition> networks)
{
    private readonly Dictionary<string, Network> _networks = networks.DistinctBy(n => n.Network.Name).ToDictionary(n => n.Network.Name, n => n.Network, StringComparer.Ordinal);
    private readonly NameSuggestions _suggestions = new(networks.Select(n => n.Network.Name).ToHashSet(StringComparer.Ordinal), "network");
    private readonly HashSet<BoundNode> _reported = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Ship, string Network, string Address), InstanceDraft> _addresses = [];

    public void Check(InstanceDraft instance)
    {
        foreach (var draft in instance.Networks)
        {
            if (!_networks.TryGetValue(draft.Attachment.Network, out var network))
            {
                Report(draft, DiagnosticCodes.UnknownName, $"There is no network '{draft.Attachment.Network}' below 'networks:' of this file{_suggestions.Hint(draft.Attachment.Network)}");
                continue;
            }

            CheckAddress(instance, draft, network, draft.Attachment.Ipv4Address);
            CheckAddress(instance, draft, network, draft.Attachment.Ipv6Address);
        }

        WarnOfPortsThatAreNotPublished(instance);
    }

    private void CheckAddress(InstanceDraft instance, AttachmentDraft draft, Network network, string text)
    {
        if (AddressText.Parse(text) is not { } address)
        {
            return;
        }

        if (!network.IsExternal && !network.Pools.Any(p => IPNetwork.Parse(p.Subnet).Contains(address)))
        {
            Report(
                draft,
                DiagnosticCodes.InvalidValue,
                network.Pools.Count == 0
                    ? $"'{text}' needs a network with a subnet of its own: give '{network.Name}' one, such as 'ipam: {{subnet: 10.5.0.0/16}}'."
                    : $"'{text}' is no address of the network '{network.Name}', whose subnet is {string.Join(", ", network.Pools.Select(p => p.Subnet))}.");
        }
        else if (instance.Ship is { } ship && !_addresses.TryAdd((ship.Name, network.Name, address.ToString()), instance))
        {
            Report(draft, DiagnosticCodes.InvalidValue, $"'{instance.Name}' and '{_addresses[(ship.Name, network.Name, address.ToString())].Name}' both want the address '{text}' in the network '{network.Name}' of the ship '{ship.Name}'.");
        }
    }

    // As Docker does it: on networks without a way out there is no way in either.
    private void WarnOfPortsThatAreNotPublished(InstanceDraft instance)
    {
        if (instance.Ports.Count > 0
            && instance.Networks.Count > 0
            && instance.Networks.All(n => _networks.TryGetValue(n.Attachment.Network, out var network) && network.IsInternal)
            && _reported.Add(instance.Networks[0].Network.Place))
        {
            instance.Networks[0].Network.Place.Warn(DiagnosticCodes.InvalidPort, $"Docker publishes no ports of '{instance.Name}', which is on internal networks only; its peers there reach it by name.");
        }
    }

    private void Report(AttachmentDraft draft, DiagnosticCode code, string message)
    {
        if (_reported.Add(draft.Network.Place))
        {
            draft.Network.Error(code, message);
        }
    }
}
