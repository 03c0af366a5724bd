using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>Refuses options of a play that exclude each other or make no sense.</summary>
internal static class PlayOptions
{
    // Timers go no further than seven weeks.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(45);

    public static void Check(Play play)
    {
        Refuse(play.RefreshImages && play.Reuse, "Refreshing images (--refresh-images) and reusing containers (--reuse) exclude each other: a container keeps the image it was made from.");
        Refuse(play.Only && play.WithDependencies, "'Only' and 'with dependencies' exclude each other.");
        Refuse(play.Concurrency < 0, "The concurrency must be 1 or more; 0 stands for no limit.");
        Refuse(play.ShipConcurrency < 0, "The concurrency per ship must be 1 or more; 0 stands for the default.");
        Refuse(play.Timeout <= TimeSpan.Zero, "The time-out must be more than 0 seconds.");
        Refuse(play.Timeout > LongestTimeout, $"The time-out must be at most {LongestTimeout.TotalDays:0} days.");
    }

    private static void Refuse(bool wrong, string message)
    {
        if (wrong)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, message));
        }
    }
}
