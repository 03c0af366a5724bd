using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>Refuses options of a play that exclude each other or make no sense.</summary>
internal static class PlayOptions
{
    // Timers go no further than seven weeks.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(45);

    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(366);

    public static void Check(Play play)
    {
        Refuse(play.RefreshImages && play.Reuse, "Refreshing images (--refresh-images) and reusing containers (--reuse) exclude each other: a container keeps the image it was made from.");
        Refuse(play.OnlyIfChanged && play.Reuse, "Restarting only what has changed (--only-if-changed) and reusing containers (--reuse) exclude each other: a container keeps the image and the settings it was made with.");
        Refuse(play.RenewVolumes && play.Reuse, "Renewing volumes (--renew-volumes) and reusing containers (--reuse) exclude each other: a container keeps its volumes.");
        Refuse(play.Only && play.WithDependencies, "'Only' and 'with dependencies' exclude each other.");
        Refuse(play.Concurrency < 0, "The concurrency must be 1 or more; 0 stands for no limit.");
        Refuse(play.ShipConcurrency < 0, "The concurrency per ship must be 1 or more; 0 stands for the default.");
        Refuse(play.Timeout <= TimeSpan.Zero, "The time-out must be more than 0 seconds.");
        Refuse(play.Timeout > LongestTimeout, $"The time-out must be at most {LongestTimeout.TotalDays:0} days.");
        Refuse(play.Expires is not null && play.Run is null, "Only a copy can expire (--expires): name one (--run).");
        Refuse(play.Expires <= TimeSpan.Zero, "The time that a copy may live must be more than 0 seconds.");
        Refuse(play.Expires > LongestLifetime, $"A copy may live for at most {LongestLifetime.TotalDays:0} days.");
        Refuse(play.StepDelay < TimeSpan.Zero || play.StopStartDelay < TimeSpan.Zero, "A delay must be 0 seconds or more.");
        Refuse(play.StepDelay > LongestTimeout || play.StopStartDelay > LongestTimeout, $"A delay must be at most {LongestTimeout.TotalDays:0} days.");
    }

    private static void Refuse(bool wrong, string message)
    {
        if (wrong)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, message));
        }
    }
}
