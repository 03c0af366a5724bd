using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Progress;

/// <summary>What came of a play: one outcome per step, one line per instance, one verdict.</summary>
public sealed record PlayResult
{
    /// <summary>What was asked for.</summary>
    public required PlayKind Play { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The name of the copy that was acted on; null for the environment itself.</summary>
    public string? Run { get; init; }

    /// <summary>The verdict.</summary>
    public required PlayVerdict Verdict { get; init; }

    /// <summary>What was found at the beginning, and what was to be done.</summary>
    public PlayPlan Plan { get; init; } = PlayPlan.Empty;

    /// <summary>The steps, in the order of the plan; what was found as it should be has none.</summary>
    public IReadOnlyList<StepOutcome> Steps { get; init; } = [];

    /// <summary>The selected instances, in the order of the plan.</summary>
    public IReadOnlyList<InstanceResult> Instances { get; init; } = [];

    /// <summary>Where the ports of the running instances among them are reached.</summary>
    public IReadOnlyList<ServiceEndpoint> Endpoints { get; init; } = [];

    /// <summary>Everything that went wrong or deserves a warning, warnings of the file excepted.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Whether the ships were only looked at: <see cref="Plan"/> has what would be done, and the outcomes of instances say what would become of them.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>How long the play took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Logs that tell why it failed, for the files about the play; none unless such are written.</summary>
    internal IReadOnlyList<KeptLog> Logs { get; init; } = [];

    /// <summary>Whether every step did what it was to do.</summary>
    public bool Succeeded => Verdict == PlayVerdict.Succeeded;
}

/// <summary>How a play ended.</summary>
public enum PlayVerdict
{
    /// <summary>Every step did what it was to do.</summary>
    Succeeded,

    /// <summary>A step failed.</summary>
    Failed,

    /// <summary>The user cancelled it.</summary>
    Cancelled,
}
