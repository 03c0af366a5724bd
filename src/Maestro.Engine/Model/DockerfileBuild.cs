using System.Collections.ObjectModel;

namespace Maestro.Engine.Model;

/// <summary>An image that a ship's engine builds by a Dockerfile.</summary>
/// <param name="Context">Full path of the folder that the Dockerfile copies from.</param>
/// <param name="Dockerfile">Full path of the Dockerfile; it may lie outside of the context.</param>
public sealed record DockerfileBuild(string Context, string Dockerfile) : ImageBuild
{
    /// <summary>Values for the arguments of the Dockerfile, by name.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The stage to build; empty for the last one.</summary>
    public string Target { get; init; } = string.Empty;

    internal override string Input => Dockerfile;

    internal override string Definition => Lines("dockerfile", [Context, Dockerfile, Target, .. Sorted(Args)]);
}
