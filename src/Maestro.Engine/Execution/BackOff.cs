namespace Maestro.Engine.Execution;

/// <summary>The pauses between the tries of what fails for the moment: each about twice as long as the one before, and not the same for all who wait.</summary>
internal static class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="tries">How many have failed.</param>
    /// <param name="chance">From 0 to 1: those who failed together do not come back together.</param>
    public static TimeSpan After(int tries, double chance)
    {
        var pause = First * Math.Pow(2, Math.Min(tries, 16) - 1);
        return (pause < Longest ? pause : Longest) * (0.5 + chance);
    }
}
