using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Progress;

/// <summary>Something that happened during a play. Events arrive in order, one at a time, and all of them before the play returns.</summary>
public abstract record MaestroEvent
{
    /// <summary>When it happened, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The kind as the JSON stream spells it, such as <c>step-started</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>A play begins: the file is loaded, the ships have been looked at, the plan stands.</summary>
public sealed record PlayStarted : MaestroEvent
{
    /// <inheritdoc/>
    public override string Kind => "play-started";

    /// <summary>What was asked for.</summary>
    public required PlayKind Play { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The name of the copy that is acted on; null for the environment itself.</summary>
    public string? Run { get; init; }

    /// <summary>Number of steps of the plan.</summary>
    public required int Steps { get; init; }

    /// <summary>Number of instances that are selected.</summary>
    public required int Instances { get; init; }

    /// <summary>Their names, in the order of the plan.</summary>
    public IReadOnlyList<string> InstanceNames { get; init; } = [];

    /// <summary>Warnings about the file and about what was selected.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>What was found, and what is going to be done.</summary>
    public PlayPlan Plan { get; init; } = PlayPlan.Empty;
}

/// <summary>There is more to do than the play began with: what has changed could only be told once images had been pulled.</summary>
public sealed record PlanChanged : MaestroEvent
{
    /// <inheritdoc/>
    public override string Kind => "plan-changed";

    /// <summary>What was found, and all that is done and going to be done; the steps known before keep their numbers.</summary>
    public required PlayPlan Plan { get; init; }
}

/// <summary>A step begins.</summary>
public sealed record StepStarted : MaestroEvent
{
    /// <inheritdoc/>
    public override string Kind => "step-started";

    /// <summary>The step.</summary>
    public required StepIdentity Step { get; init; }

    /// <summary>Why the plan has this step.</summary>
    public required string Cause { get; init; }

    /// <summary>Numbers of the steps that it has waited for.</summary>
    public IReadOnlyList<int> Needs { get; init; } = [];
}

/// <summary>A step is getting on.</summary>
public sealed record StepProgress : MaestroEvent
{
    /// <inheritdoc/>
    public override string Kind => "step-progress";

    /// <summary>The step.</summary>
    public required StepIdentity Step { get; init; }

    /// <summary>What it is doing.</summary>
    public required string Message { get; init; }

    /// <summary>Bytes pulled so far, or null.</summary>
    public long? Current { get; init; }

    /// <summary>Bytes to pull, as far as known, or null.</summary>
    public long? Total { get; init; }

    /// <summary>The check that begins, such as <c>tcp http</c>, or null.</summary>
    public string? Check { get; init; }

    /// <summary>The try of a check that this is about, or null.</summary>
    public CheckAttempt? Attempt { get; init; }

    /// <summary>The id of the container that the step has made or started, or null.</summary>
    public string? ContainerId { get; init; }
}

/// <summary>A step has ended.</summary>
public sealed record StepFinished : MaestroEvent
{
    /// <inheritdoc/>
    public override string Kind => "step-finished";

    /// <summary>How it ended.</summary>
    public required StepOutcome Outcome { get; init; }
}

/// <summary>The play has ended.</summary>
public sealed record PlayFinished : MaestroEvent
{
    /// <inheritdoc/>
    public override string Kind => "play-finished";

    /// <summary>What came of it.</summary>
    public required PlayResult Result { get; init; }
}
