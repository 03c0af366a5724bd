namespace Maestro.Engine.Model;

/// <summary>How an instance is on a network of the file.</summary>
/// <param name="Network">The network's name in the file.</param>
public sealed record NetworkAttachment(string Network)
{
    /// <summary>Host names that it has there besides its own name and its service's.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What stands behind its own name and its service's there: a copy is told apart on a network that others are on as well.</summary>
    internal string Suffix { get; init; } = string.Empty;

    /// <summary>Its address of version 4; empty to let Docker choose.</summary>
    public string Ipv4Address { get; init; } = string.Empty;

    /// <summary>Its address of version 6; empty to let Docker choose.</summary>
    public string Ipv6Address { get; init; } = string.Empty;
}
