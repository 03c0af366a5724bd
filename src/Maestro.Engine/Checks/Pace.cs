using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>How long and how often to try.</summary>
internal sealed record Pace
{
    /// <summary>When to give up; null for never.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>The pause between two tries; null for one that grows with the time waited.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long the check must go on passing.</summary>
    public TimeSpan StableFor { get; init; }

    /// <summary>How many tries may fail; null for any number.</summary>
    public int? MostFailures { get; init; }

    public static Pace Of(CheckSpec spec) => new()
    {
        MaxWait = spec is SleepCheckSpec ? null : spec.MaxWait,
        Interval = spec.Interval,
        StableFor = spec.StableFor,
        MostFailures = (spec as CommandCheckSpec)?.Attempts,
    };

    public TimeSpan PauseAfter(TimeSpan waited) => Interval ?? AdaptivePause.After(waited);
}
