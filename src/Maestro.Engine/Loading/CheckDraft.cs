using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A check with the place that speaks of it.</summary>
/// <param name="Check">The check.</param>
/// <param name="Place">The check itself, or what in it names a port.</param>
/// <param name="Port">The name of the port that the instance must have; null for none.</param>
internal sealed record CheckDraft(CheckSpec Check, BoundNode Place, string? Port = null);
