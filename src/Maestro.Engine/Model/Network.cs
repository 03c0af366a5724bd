using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A network that the file defines (<c>networks</c>); each ship has one of its own.</summary>
public sealed record Network
{
    /// <summary>The name by which instances refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>Its name on the ship.</summary>
    public required string ActualName { get; init; }

    /// <summary>Whether it is made by somebody else and must be there.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Docker's network driver; empty for bridge.</summary>
    public string Driver { get; init; } = string.Empty;

    /// <summary>Options of the driver, by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it has no way out; Docker then publishes no ports on it either.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether containers that are no part of a swarm may join a network of a swarm.</summary>
    public bool IsAttachable { get; init; }

    /// <summary>Whether it has addresses of version 6.</summary>
    public bool HasIpv6 { get; init; }

    /// <summary>The driver that gives out addresses; empty for Docker's own.</summary>
    public string AddressDriver { get; init; } = string.Empty;

    /// <summary>Where its addresses come from; none to let Docker choose.</summary>
    public IReadOnlyList<AddressPool> Pools { get; init; } = [];

    /// <summary>The labels that the file gives it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it is declared.</summary>
    public SourceLocation? Location { get; init; }
}
