namespace Maestro.Engine.Docker.Wire;

/// <summary>The body of <c>POST /volumes/create</c>, and a volume as an engine describes it.</summary>
internal sealed record WireVolume
{
    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public VolumeSummary ToSummary() => new(Name, Labels ?? new Dictionary<string, string>());
}

/// <summary>The answer to <c>GET /volumes</c>.</summary>
internal sealed record WireVolumeList
{
    public List<WireVolume>? Volumes { get; init; }
}
