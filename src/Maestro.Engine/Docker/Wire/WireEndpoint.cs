using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>How a container is on a network.</summary>
internal sealed record WireEndpoint
{
    public IReadOnlyList<string>? Aliases { get; init; }

    public IReadOnlyList<string>? Links { get; init; }

    [JsonPropertyName("IPAMConfig")]
    public WireEndpointAddresses? Addresses { get; init; }

    public static WireEndpoint From(EndpointRequest request) => new()
    {
        Aliases = request.Aliases,
        Links = request.Links,
        Addresses = request.Ipv4Address is null && request.Ipv6Address is null
            ? null
            : new WireEndpointAddresses { Address4 = request.Ipv4Address, Address6 = request.Ipv6Address },
    };
}

/// <summary>Addresses that a container asks for.</summary>
internal sealed record WireEndpointAddresses
{
    [JsonPropertyName("IPv4Address")]
    public string? Address4 { get; init; }

    [JsonPropertyName("IPv6Address")]
    public string? Address6 { get; init; }
}

/// <summary>The part of a create call that is about its network.</summary>
internal sealed record WireNetworkingConfig
{
    public Dictionary<string, WireEndpoint>? EndpointsConfig { get; init; }

    public static WireNetworkingConfig? From(CreateContainerRequest request)
        => request is { NetworkMode: { } network, Endpoint: { } endpoint }
            ? new WireNetworkingConfig { EndpointsConfig = new Dictionary<string, WireEndpoint> { [network] = WireEndpoint.From(endpoint) } }
            : null;
}

/// <summary>The body of <c>POST /networks/{id}/connect</c>.</summary>
internal sealed record WireConnect
{
    public required string Container { get; init; }

    public WireEndpoint? EndpointConfig { get; init; }
}
