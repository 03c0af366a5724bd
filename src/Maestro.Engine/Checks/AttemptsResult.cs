using System.Globalization;

namespace Maestro.Engine.Checks;

/// <summary>How trying a check ended.</summary>
/// <param name="Last">What the last try has shown.</param>
/// <param name="Tries">How many there were.</param>
/// <param name="Waited">How long it took.</param>
/// <param name="TimedOut">Whether the deadline ended it.</param>
internal sealed record AttemptsResult(ProbeResult Last, int Tries, TimeSpan Waited, bool TimedOut = false)
{
    /// <summary>Such as <c>3 tries in 2.1 s</c>.</summary>
    public string Effort => string.Create(CultureInfo.InvariantCulture, $"{Tries} {(Tries == 1 ? "try" : "tries")} in {Waited.TotalSeconds:0.###} s");
}
