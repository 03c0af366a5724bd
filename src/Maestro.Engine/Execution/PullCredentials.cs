using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>What proves to a registry who pulls.</summary>
/// <param name="Registry">The registry, as <c>docker login</c> would be told.</param>
internal sealed record PullCredentials(string Registry)
{
    /// <summary>Ready value of the header <c>X-Registry-Auth</c>; null to pull without credentials.</summary>
    public string? Header { get; init; }

    /// <summary>Where they come from, for messages.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Why there are none although there should be, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Takes them out of what others say.</summary>
    public SecretMask Mask { get; init; } = new([]);
}
