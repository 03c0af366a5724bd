namespace Maestro.Engine.Checks;

/// <summary>A lifecycle check that can be tried again and again.</summary>
internal interface ICheck
{
    /// <summary>Tries once.</summary>
    Task<ProbeResult> ProbeAsync(CancellationToken cancellation);
}

/// <summary>What one try has shown.</summary>
/// <param name="Passed">Whether the check is passed.</param>
/// <param name="Finding">What was found, for the message when time runs out.</param>
internal sealed record ProbeResult(bool Passed, string Finding)
{
    public static ProbeResult Pass { get; } = new(true, "passed");

    public static ProbeResult NotYet(string finding) => new(false, finding);
}
