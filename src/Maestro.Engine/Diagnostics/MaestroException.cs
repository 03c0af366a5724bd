namespace Maestro.Engine.Diagnostics;

/// <summary>The play cannot begin or go on: a broken environment file, wrong usage, a ship that cannot be reached, a lock.</summary>
/// <remarks>A step that fails is not an exception: it is in the result of the play.</remarks>
public sealed class MaestroException : Exception
{
    /// <summary>Creates the exception for one diagnostic or more.</summary>
    public MaestroException(IReadOnlyList<Diagnostic> diagnostics, Exception? inner = null)
        : base(Describe(diagnostics), inner) => Diagnostics = diagnostics;

    /// <summary>Creates the exception for one diagnostic.</summary>
    public MaestroException(Diagnostic diagnostic, Exception? inner = null)
        : this([diagnostic], inner)
    {
    }

    /// <summary>All that is wrong, errors and warnings, in the order of the file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The folder of files that tell more; null where there are none, or the caller has named it.</summary>
    public string? ArtifactsPath { get; init; }

    /// <summary>The part of the run that the first error is about; it decides the exit code.</summary>
    public DiagnosticArea Area => FirstError(Diagnostics).Code.Area;

    private static string Describe(IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        FirstError(diagnostics);
        return string.Join(Environment.NewLine, diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    private static Diagnostic FirstError(IReadOnlyList<Diagnostic> diagnostics)
        => diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)
            ?? throw new ArgumentException("At least one error is needed.", nameof(diagnostics));
}
