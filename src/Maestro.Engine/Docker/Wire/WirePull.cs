using System.Net;
using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>A line of the progress of <c>POST /images/create</c>.</summary>
internal record WirePull
{
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

    /// <summary>The engine's message when this line ends the pull without success.</summary>
    [JsonIgnore]
    public string? Failure => Error ?? ErrorDetail?.Message;

    public PullProgress ToProgress() => new(Id, Status ?? string.Empty, Detail?.Current, Detail?.Total);
}

/// <summary>How far a layer is.</summary>
internal sealed record WirePullDetail
{
    [JsonPropertyName("current")]
    public long? Current { get; init; }

    [JsonPropertyName("total")]
    public long? Total { get; init; }
}

/// <summary>Why a pull failed.</summary>
internal sealed record WirePullError
{
    private const int FirstRefusal = 400;

    [JsonPropertyName("code")]
    public int? Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    [JsonIgnore]
    public HttpStatusCode? Status => Code >= FirstRefusal ? (HttpStatusCode)Code : null;
}
