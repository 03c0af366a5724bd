using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>A selected instance, how it was found, and what the play makes of it when it needs no step.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Container">Its container, or null.</param>
/// <param name="Word">Such as <c>up</c>, <c>up (outdated)</c>, <c>down</c>; what the steps make of it replaces the word.</param>
internal sealed record Standing(Instance Instance, ObservedContainer? Container, string Word);
