namespace Maestro.Engine.Checks;

/// <summary>How long to pause between two looks at something that cannot tell when it changes.</summary>
internal static class AdaptivePause
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>A tenth of the time waited so far, 5 ms at least and 500 ms at most: short waits end at once, long ones cost little.</summary>
    public static TimeSpan After(TimeSpan waited)
    {
        var pause = waited / 10;
        return pause < Shortest ? Shortest : pause > Longest ? Longest : pause;
    }
}
