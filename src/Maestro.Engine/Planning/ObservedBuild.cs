using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>What is known of an image that is built here, before anything is built.</summary>
internal sealed record ObservedBuild
{
    /// <summary>What it is made from, as a hash; empty when that cannot be told.</summary>
    public string Sources { get; init; } = string.Empty;

    /// <summary>Why that cannot be told; null when it can.</summary>
    public Diagnostic? Problem { get; init; }

    /// <summary>The ids that engines may give the image, for one in an archive of the user's own; none for another.</summary>
    public IReadOnlyList<string> ImageIds { get; init; } = [];

    /// <summary>The archives with an image made from just these sources, by platform.</summary>
    public IReadOnlyDictionary<string, string> Archives { get; init; } = new Dictionary<string, string>();
}
