namespace Maestro.Engine.Progress;

/// <summary>What a play has found and what it is going to do.</summary>
public sealed record PlayPlan
{
    /// <summary>A plan without instances and steps.</summary>
    public static PlayPlan Empty { get; } = new();

    /// <summary>The selected instances, in the order in which the play comes to them.</summary>
    public IReadOnlyList<PlannedInstance> Instances { get; init; } = [];

    /// <summary>The steps, numbered from 1, in an order in which they could be taken one after the other.</summary>
    public IReadOnlyList<PlannedStep> Steps { get; init; } = [];
}
