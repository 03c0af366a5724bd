using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>A line of the answer of <c>POST /build</c> and of <c>POST /images/load</c>.</summary>
internal sealed record WireBuild
{
    [JsonPropertyName("stream")]
    public string? Stream { get; init; }

    [JsonPropertyName("aux")]
    public WireBuildAux? Aux { get; init; }

    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("progressDetail")]
    public WirePullDetail? Detail { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }

    [JsonPropertyName("errorDetail")]
    public WirePullError? ErrorDetail { get; init; }

    /// <summary>The engine's message when this line ends the call without success.</summary>
    [JsonIgnore]
    public string? Failure => Error ?? ErrorDetail?.Message;

    public BuildOutput ToOutput()
        => new(Stream ?? string.Empty, Aux?.Id, Status is null ? null : new PullProgress(Id, Status, Detail?.Current, Detail?.Total));
}

/// <summary>What a build says for programs.</summary>
internal sealed record WireBuildAux
{
    [JsonPropertyName("ID")]
    public string? Id { get; init; }
}
