using System.Globalization;
using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>The networks and published ports of a container.</summary>
internal sealed record WireNetworkSettings
{
    public Dictionary<string, WireNetwork?>? Networks { get; init; }

    /// <summary>By port and protocol; null for a port that is only exposed.</summary>
    public Dictionary<string, List<WirePortBinding>?>? Ports { get; init; }

    /// <summary>Those of version 4 first, since they are what a container surely listens on.</summary>
    public List<string> Addresses()
    {
        var networks = (Networks ?? []).Values.OfType<WireNetwork>().ToList();
        return [.. networks.Select(network => network.IPAddress).Concat(networks.Select(network => network.Address6)).OfType<string>().Where(address => address.Length > 0)];
    }

    public List<PublishedPort> PublishedPorts()
    {
        var ports = new List<PublishedPort>();
        foreach (var (key, bindings) in Ports ?? [])
        {
            var slash = key.IndexOf('/', StringComparison.Ordinal);
            var exposed = Number(slash < 0 ? key : key[..slash]);
            var protocol = slash < 0 ? "tcp" : key[(slash + 1)..];
            if (bindings is null or [])
            {
                ports.Add(new PublishedPort(exposed, 0, protocol, string.Empty));
                continue;
            }

            ports.AddRange(bindings.Select(binding => new PublishedPort(exposed, Number(binding.HostPort), protocol, binding.HostIp ?? string.Empty)));
        }

        return ports;
    }

    private static int Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>A network that a container is on.</summary>
internal sealed record WireNetwork
{
    public string? IPAddress { get; init; }

    [JsonPropertyName("GlobalIPv6Address")]
    public string? Address6 { get; init; }
}
