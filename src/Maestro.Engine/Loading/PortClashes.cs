using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Finds ports of a ship that two instances, or two names of one, want for themselves.</summary>
/// <remarks>
/// Ports that Docker chooses, from a range or freely, clash with nothing. Two names for the very same port of one instance are fine.
/// </remarks>
internal static class PortClashes
{
    private const string AllInterfaces6 = "::";

    public static void Report(IEnumerable<InstanceDraft> instances)
    {
        var claims = instances.SelectMany(Claims).Select((claim, order) => claim with { Order = order });
        foreach (var sameShip in claims.GroupBy(c => (c.Ship, c.Mapping.Protocol, IsVersion6(c.Mapping.ExternalAddress))))
        {
            Sweep(sameShip.OrderBy(c => c.Mapping.External.First).ThenBy(c => c.Order));
        }
    }

    private static IEnumerable<Claim> Claims(InstanceDraft instance)
    {
        if (instance.Ship is null)
        {
            return [];
        }

        return instance.Ports
            .Where(p => !p.Mapping.External.IsChosen && (p.Mapping.External.IsSingle || !p.Mapping.Exposed.IsSingle))
            .DistinctBy(p => p.Mapping with { Name = string.Empty })
            .Select(p => new Claim(instance, instance.Ship.Name, p, 0));
    }

    // From the lowest port up, remembering for each address the claim that reaches furthest.
    private static void Sweep(IEnumerable<Claim> claims)
    {
        var furthest = new Dictionary<string, Claim>(StringComparer.Ordinal);
        Claim? furthestOfAll = null;
        foreach (var claim in claims)
        {
            var address = claim.Mapping.ExternalAddress;
            var everywhere = address is PortMapping.AllInterfaces or AllInterfaces6;
            var all = IsVersion6(address) ? AllInterfaces6 : PortMapping.AllInterfaces;
            var other = everywhere ? Reaching(claim, furthestOfAll) : Reaching(claim, furthest.GetValueOrDefault(address)) ?? Reaching(claim, furthest.GetValueOrDefault(all));
            if (other is not null)
            {
                Report(claim, other);
            }

            furthest[address] = Further(furthest.GetValueOrDefault(address), claim);
            furthestOfAll = Further(furthestOfAll, claim);
        }
    }

    private static Claim? Reaching(Claim claim, Claim? earlier)
        => earlier is not null && earlier.Mapping.External.Last >= claim.Mapping.External.First ? earlier : null;

    private static Claim Further(Claim? earlier, Claim claim)
        => earlier is not null && earlier.Mapping.External.Last >= claim.Mapping.External.Last ? earlier : claim;

    private static void Report(Claim one, Claim two)
    {
        var (first, second) = one.Order < two.Order ? (one, two) : (two, one);
        var port = Math.Max(one.Mapping.External.First, two.Mapping.External.First);
        var owner = first.Instance == second.Instance ? "also" : $"by '{first.Instance.Name}'";
        var message = $"Port {port}/{second.Mapping.Protocol} of the ship '{second.Ship}' is wanted by '{second.Instance.Name}' and {owner} as '{first.Mapping.Name}' ({first.Port.Place.Location}); give one of them another external port or address, or 'auto'.";
        second.Port.Place.Error(DiagnosticCodes.PortClash, message);
    }

    private static bool IsVersion6(string address) => address.Contains(':', StringComparison.Ordinal);

    private sealed record Claim(InstanceDraft Instance, string Ship, PortDraft Port, int Order)
    {
        public PortMapping Mapping => Port.Mapping;
    }
}
