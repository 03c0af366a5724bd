namespace Maestro.Engine.Checks;

/// <summary>What a HEALTHCHECK says.</summary>
/// <param name="Status">starting, healthy or unhealthy.</param>
/// <param name="Output">Its last words; empty when it said nothing.</param>
internal sealed record HealthFinding(string Status, string Output);
