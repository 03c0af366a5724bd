using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A lifecycle check as the file describes it.</summary>
public abstract record CheckSpec
{
    /// <summary>The deadline used when the file gives none: 300 s.</summary>
    public static readonly TimeSpan DefaultMaxWait = TimeSpan.FromSeconds(300);

    /// <summary>How long to go on trying.</summary>
    public TimeSpan MaxWait { get; init; } = DefaultMaxWait;

    /// <summary>The pause between two tries; null for one that grows with the time waited, from 5 ms to 500 ms.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long the check must go on passing; zero for once.</summary>
    public TimeSpan StableFor { get; init; }

    /// <summary>Where the check is declared.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The check in a few words, for plans and messages. Never what may be a secret.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it can only pass while the container runs.</summary>
    internal virtual bool NeedsRunningContainer => false;
}
