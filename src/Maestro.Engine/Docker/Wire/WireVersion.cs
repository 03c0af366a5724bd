namespace Maestro.Engine.Docker.Wire;

/// <summary>The answer of <c>GET /version</c>.</summary>
internal sealed record WireVersion
{
    public string? Os { get; init; }

    public string? Arch { get; init; }
}
