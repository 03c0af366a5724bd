namespace Maestro.Engine.Docker.Wire;

/// <summary>A row of <c>GET /networks</c>.</summary>
internal sealed record WireNetworkSummary
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public DateTimeOffset? Created { get; init; }

    public Dictionary<string, string>? Labels { get; init; }

    public NetworkSummary ToSummary() => new()
    {
        Id = Id,
        Name = Name ?? string.Empty,
        Created = Created,
        Labels = Labels ?? [],
    };
}
