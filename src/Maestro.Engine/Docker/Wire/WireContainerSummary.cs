using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>A row of <c>GET /containers/json</c>.</summary>
internal sealed record WireContainerSummary
{
    private const int ShortIdLength = 12;

    public required string Id { get; init; }

    public List<string>? Names { get; init; }

    public string? Image { get; init; }

    [JsonPropertyName("ImageID")]
    public string? ImageId { get; init; }

    public string? State { get; init; }

    public string? Status { get; init; }

    public Dictionary<string, string>? Labels { get; init; }

    public List<WirePort>? Ports { get; init; }

    public WireNetworkSettings? NetworkSettings { get; init; }

    public ContainerSummary ToSummary() => new()
    {
        Id = Id,
        Name = OwnName(),
        Image = Image ?? string.Empty,
        ImageId = ImageId ?? string.Empty,
        State = State ?? string.Empty,
        Status = Status ?? string.Empty,
        Labels = Labels ?? [],
        Ports = Ports?.ConvertAll(port => port.ToPort()) ?? [],
        Networks = [.. NetworkSettings?.Networks?.Keys ?? Enumerable.Empty<string>()],
    };

    /// <summary>A container that others link to has more names, such as /web/db. One that is being removed may have none left.</summary>
    private string OwnName()
        => Names?.Find(name => name.LastIndexOf('/') <= 0)?.TrimStart('/') ?? Id[..Math.Min(ShortIdLength, Id.Length)];
}

/// <summary>A port of a listed container.</summary>
internal sealed record WirePort
{
    [JsonPropertyName("IP")]
    public string? Address { get; init; }

    public int PrivatePort { get; init; }

    public int PublicPort { get; init; }

    public string? Type { get; init; }

    public PublishedPort ToPort() => new(PrivatePort, PublicPort, Type ?? "tcp", Address ?? string.Empty);
}
