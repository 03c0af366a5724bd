using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>The answer of <c>GET /distribution/{name}/json</c>.</summary>
internal sealed record WireDistribution
{
    public required WireDescriptor Descriptor { get; init; }
}

/// <summary>What a registry has under a name.</summary>
internal sealed record WireDescriptor
{
    [JsonPropertyName("digest")]
    public required string Digest { get; init; }
}
