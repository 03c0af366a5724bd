using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Progress;

/// <summary>Logs that were written to files.</summary>
/// <param name="Files">One file for each instance that has a container, dependencies first; the paths are absolute.</param>
/// <param name="Diagnostics">Ships that do not answer, instances without a container.</param>
public sealed record LogFiles(IReadOnlyList<LogFile> Files, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether nothing is missing that was asked for.</summary>
    public bool Succeeded => Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
}

/// <summary>The log of an instance in a file.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Path">Absolute path of the file.</param>
public sealed record LogFile(string Instance, string Path);
