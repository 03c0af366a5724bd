namespace Maestro.Engine.Checks;

/// <summary>What one try has shown.</summary>
/// <param name="Passed">Whether the check is passed.</param>
/// <param name="Finding">What was found, for the message when time runs out.</param>
/// <param name="IsHopeless">Whether another try can only find the same.</param>
internal sealed record ProbeResult(bool Passed, string Finding, bool IsHopeless = false)
{
    public static ProbeResult Pass { get; } = new(true, "passed");

    public static ProbeResult NotYet(string finding) => new(false, finding);

    public static ProbeResult Never(string finding) => new(false, finding, IsHopeless: true);
}
