namespace Maestro.Engine.Docker.Wire;

/// <summary>The answer of <c>GET /containers/{id}/json</c>.</summary>
internal sealed record WireContainer
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The id of the image.</summary>
    public string? Image { get; init; }

    public WireState? State { get; init; }

    public int RestartCount { get; init; }

    public WireConfig? Config { get; init; }

    public WireNetworkSettings? NetworkSettings { get; init; }

    public List<WireMount>? Mounts { get; init; }

    public ContainerDetails ToDetails() => new()
    {
        Id = Id,
        Name = Name?.TrimStart('/') ?? string.Empty,
        ImageId = Image ?? string.Empty,
        State = State?.Status ?? string.Empty,
        ExitCode = State?.ExitCode ?? 0,
        OutOfMemory = State?.OOMKilled ?? false,
        Error = State?.Error ?? string.Empty,
        StartedAt = EngineTime.OrNever(State?.StartedAt),
        FinishedAt = EngineTime.OrNever(State?.FinishedAt),
        RestartCount = RestartCount,
        Health = State?.Health?.Status is "" or "none" ? null : State?.Health?.Status,
        HealthOutput = State?.Health?.Log?.LastOrDefault()?.Output?.Trim() ?? string.Empty,
        Tty = Config?.Tty ?? false,
        Labels = Config?.Labels ?? [],
        Addresses = NetworkSettings?.Addresses() ?? [],
        Ports = NetworkSettings?.PublishedPorts() ?? [],
        Mounts = Mounts?.ConvertAll(mount => mount.ToMount()) ?? [],
    };
}

/// <summary>What a container does at the moment.</summary>
internal sealed record WireState
{
    public string? Status { get; init; }

    public int ExitCode { get; init; }

    public bool OOMKilled { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public WireHealth? Health { get; init; }
}

/// <summary>The verdict of the image's health check.</summary>
internal sealed record WireHealth
{
    public string? Status { get; init; }

    public List<WireHealthRun>? Log { get; init; }
}

/// <summary>One run of the image's health check.</summary>
internal sealed record WireHealthRun
{
    public string? Output { get; init; }
}

/// <summary>What was asked for at creation.</summary>
internal sealed record WireConfig
{
    public bool Tty { get; init; }

    public Dictionary<string, string>? Labels { get; init; }
}

/// <summary>A mount of a container.</summary>
internal sealed record WireMount
{
    public string? Type { get; init; }

    public string? Name { get; init; }

    public string? Source { get; init; }

    public string? Destination { get; init; }

    public string? Mode { get; init; }

    public bool RW { get; init; }

    public ContainerMount ToMount() => new(
        Type ?? string.Empty,
        Name ?? string.Empty,
        Source ?? string.Empty,
        Destination ?? string.Empty,
        string.IsNullOrEmpty(Mode) ? RW ? "rw" : "ro" : Mode);
}
