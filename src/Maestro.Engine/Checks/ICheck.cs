namespace Maestro.Engine.Checks;

/// <summary>A lifecycle check that can be tried again and again.</summary>
internal interface ICheck
{
    /// <summary>What a try that is under way has found so far, for the message when time runs out during it; null for nothing.</summary>
    string? FoundSoFar => null;

    /// <summary>Tries once.</summary>
    Task<ProbeResult> ProbeAsync(CancellationToken cancellation);
}
