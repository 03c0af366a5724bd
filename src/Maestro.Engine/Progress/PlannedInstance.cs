namespace Maestro.Engine.Progress;

/// <summary>A selected instance as a play finds it.</summary>
public sealed record PlannedInstance
{
    /// <summary>The instance's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its service.</summary>
    public required string Service { get; init; }

    /// <summary>Its ship.</summary>
    public required string Ship { get; init; }

    /// <summary>Its image, as the pulls of the plan name it.</summary>
    public required string Image { get; init; }

    /// <summary>The tag of the image.</summary>
    public required string Tag { get; init; }

    /// <summary>The id of the container that it has; empty when there is none.</summary>
    public string ContainerId { get; init; } = string.Empty;

    /// <summary>What becomes of it if it needs no step, such as <c>up</c> or <c>down</c>.</summary>
    public required string Outcome { get; init; }
}
