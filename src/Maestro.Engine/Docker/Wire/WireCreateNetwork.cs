using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>The body of <c>POST /networks/create</c>.</summary>
internal sealed record WireCreateNetwork
{
    public required string Name { get; init; }

    /// <summary>Engines before 25 make a second network of the same name without it.</summary>
    public bool CheckDuplicate { get; init; } = true;

    public string? Driver { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public bool? Internal { get; init; }

    public bool? Attachable { get; init; }

    public bool? EnableIPv6 { get; init; }

    [JsonPropertyName("IPAM")]
    public WireIpam? Ipam { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public static WireCreateNetwork From(CreateNetworkRequest request) => new()
    {
        Name = request.Name,
        Driver = request.Driver,
        Options = request.Options,
        Internal = request.IsInternal,
        Attachable = request.IsAttachable,
        EnableIPv6 = request.HasIpv6,
        Ipam = request.AddressDriver is null && request.Subnets is null ? null : new WireIpam
        {
            Driver = request.AddressDriver,
            Config = request.Subnets?.Select(s => new WireSubnet { Subnet = s.Subnet, Gateway = s.Gateway, IPRange = s.Range }).ToList(),
        },
        Labels = request.Labels,
    };
}

/// <summary>Where the addresses of a network come from.</summary>
internal sealed record WireIpam
{
    public string? Driver { get; init; }

    public List<WireSubnet>? Config { get; init; }
}

/// <summary>Addresses of a network.</summary>
internal sealed record WireSubnet
{
    public string? Subnet { get; init; }

    public string? Gateway { get; init; }

    public string? IPRange { get; init; }
}
