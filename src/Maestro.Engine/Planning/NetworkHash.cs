using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The fingerprint of a network: what its label <c>maestro.hash</c> says.</summary>
internal static class NetworkHash
{
    public static string Of(Network network)
    {
        IEnumerable<string> parts =
        [
            $"driver {network.Driver}",
            $"internal {network.IsInternal}",
            $"attachable {network.IsAttachable}",
            $"ipv6 {network.HasIpv6}",
            $"ipam {network.AddressDriver}",
            .. network.Pools.Select(p => $"pool {p.Subnet} {p.Gateway} {p.Range}"),
            .. network.Options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"option {o.Key}={o.Value}"),
            .. network.Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"label {l.Key}={l.Value}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
