using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>The body of a refusal.</summary>
internal sealed record WireError
{
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
