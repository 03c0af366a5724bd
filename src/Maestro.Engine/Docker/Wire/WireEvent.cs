using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>A line of <c>GET /events</c>.</summary>
internal sealed record WireEvent
{
    public string? Action { get; init; }

    public WireActor? Actor { get; init; }

    [JsonPropertyName("timeNano")]
    public long TimeNano { get; init; }

    [JsonPropertyName("time")]
    public long Time { get; init; }

    public ContainerEvent ToEvent() => new(
        Actor?.Id ?? string.Empty,
        Action ?? string.Empty,
        TimeNano > 0 ? EngineTime.FromNanoseconds(TimeNano) : DateTimeOffset.FromUnixTimeSeconds(Time),
        Actor?.Attributes ?? []);
}

/// <summary>What an event happened to.</summary>
internal sealed record WireActor
{
    [JsonPropertyName("ID")]
    public string? Id { get; init; }

    public Dictionary<string, string>? Attributes { get; init; }
}
