using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Progress;

/// <summary>Where an instance stands at the end of a play.</summary>
public sealed record InstanceResult
{
    /// <summary>The instance's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its service.</summary>
    public required string Service { get; init; }

    /// <summary>Its ship.</summary>
    public required string Ship { get; init; }

    /// <summary>The address at which its ports are published.</summary>
    public required string Address { get; init; }

    /// <summary>The image that the file names.</summary>
    public required string Image { get; init; }

    /// <summary>The tag of the image, for the <c>CONTAINER</c> column.</summary>
    public required string Tag { get; init; }

    /// <summary>State of its container: <c>running</c>, <c>exited</c>, <c>created</c> …, <c>absent</c> when there is none, <c>unknown</c> when the ship did not answer.</summary>
    public required string Status { get; init; }

    /// <summary>What the play made of it, in a word or a few: <c>started</c>, <c>up</c>, <c>up (outdated)</c>, <c>stopped</c>, <c>down</c>, <c>removed</c>, <c>failed</c>, <c>blocked by db-1</c>, <c>unreachable</c> …</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether it is as the play wanted it.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>The container's id; empty when there is none.</summary>
    public string ContainerId { get; init; } = string.Empty;

    /// <summary>The id of the image that the container was made from; empty unless a full status was asked for.</summary>
    public string ImageId { get; init; } = string.Empty;

    /// <summary>The ports and whether they answer; none unless a full status was asked for.</summary>
    public IReadOnlyList<PortResult> Ports { get; init; } = [];

    /// <summary>When the container ended, in UTC; null unless a full status was asked for and it does not run.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the container started, in UTC; null when it does not run or nobody asked.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What went wrong, when the play failed on it.</summary>
    public Diagnostic? Error { get; init; }
}
