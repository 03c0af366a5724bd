namespace Maestro.Engine.Docker.Wire;

/// <summary>The answer of <c>GET /images/{name}/json</c>.</summary>
internal sealed record WireImage
{
    public required string Id { get; init; }

    public List<string>? RepoTags { get; init; }

    public List<string>? RepoDigests { get; init; }

    public string? Os { get; init; }

    public string? Architecture { get; init; }

    public string? Variant { get; init; }

    public long Size { get; init; }

    public WireImageConfig? Config { get; init; }

    public ImageDetails ToDetails() => new()
    {
        Id = Id,
        RepoTags = RepoTags ?? [],
        RepoDigests = RepoDigests ?? [],
        Os = Os ?? string.Empty,
        Architecture = Architecture ?? string.Empty,
        Variant = Variant ?? string.Empty,
        Size = Size,
        Labels = Config?.Labels ?? [],
    };
}

/// <summary>What an image brings to its containers.</summary>
internal sealed record WireImageConfig
{
    public Dictionary<string, string>? Labels { get; init; }
}
