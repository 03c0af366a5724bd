using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>A line of the answer of <c>POST /build</c> and of <c>POST /images/load</c>.</summary>
internal sealed record WireBuild : WirePull
{
    [JsonPropertyName("stream")]
    public string? Stream { get; init; }

    [JsonPropertyName("aux")]
    public WireBuildAux? Aux { get; init; }

    public BuildOutput ToOutput()
        => new(Stream ?? string.Empty, Aux?.Id, Status is null ? null : ToProgress());
}

/// <summary>What a build says for programs.</summary>
internal sealed record WireBuildAux
{
    [JsonPropertyName("ID")]
    public string? Id { get; init; }
}
