namespace Maestro.Engine.Progress;

/// <summary>A try of a lifecycle check that was not passed.</summary>
/// <param name="Check">The check, such as <c>tcp http</c>.</param>
/// <param name="Number">Which try it was, from 1.</param>
/// <param name="Finding">What it found.</param>
public sealed record CheckAttempt(string Check, int Number, string Finding);
