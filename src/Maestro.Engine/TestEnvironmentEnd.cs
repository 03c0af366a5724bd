using Maestro.Engine.Diagnostics;

namespace Maestro.Engine;

/// <summary>What became of an environment that was started for tests.</summary>
/// <param name="IsUp">Whether its containers still run: they are kept, are used by others, or were up before.</param>
/// <param name="Diagnostics">What to tell the user: how to look into containers that were kept and how to remove them, what could not be taken down.</param>
public sealed record TestEnvironmentEnd(bool IsUp, IReadOnlyList<Diagnostic> Diagnostics);
