using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Progress;

/// <summary>How a step ended.</summary>
public sealed record StepOutcome
{
    /// <summary>The step.</summary>
    public required StepIdentity Step { get; init; }

    /// <summary>How it ended.</summary>
    public required StepVerdict Verdict { get; init; }

    /// <summary>What it did, in a word or a few, such as <c>started</c> or <c>blocked by db-1</c>.</summary>
    public required string Word { get; init; }

    /// <summary>When it began, in UTC; null when it never did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took; zero when it never began.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What went wrong, when it failed.</summary>
    public Diagnostic? Error { get; init; }
}

/// <summary>How a step ended.</summary>
public enum StepVerdict
{
    /// <summary>It did what it was to do, or found it done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It never began, because of a step that failed.</summary>
    Blocked,

    /// <summary>It never began or was broken off, because the play was cancelled.</summary>
    Cancelled,
}
