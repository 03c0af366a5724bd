using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting;

/// <summary>What a front tells of plays: the lines of their events, and each diagnostic once. Fronts say where it is written.</summary>
public abstract class PlayReport : IProgress<MaestroEvent>
{
    // A warning may come with the file, with the start of a play and with its result.
    private readonly HashSet<Diagnostic> _reported = [];

    /// <summary>The error that tells of a play that was cancelled.</summary>
    public static Diagnostic Cancelled { get; } = Diagnostic.Error(DiagnosticCodes.PlayCancelled, "The play was cancelled.");

    /// <inheritdoc/>
    public void Report(MaestroEvent value)
    {
        if (value is PlayStarted started)
        {
            Report(started.Warnings);
        }

        foreach (var line in EventText.Describe(value))
        {
            Write(line);
        }
    }

    /// <summary>Tells of what was not told of before.</summary>
    /// <param name="diagnostics">Errors and warnings.</param>
    public void Report(IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (var diagnostic in diagnostics.Where(_reported.Add))
        {
            Write(diagnostic);
        }
    }

    /// <summary>Tells that the play was cancelled.</summary>
    public void ReportCancelled() => Report([Cancelled]);

    /// <summary>Writes a line about an event.</summary>
    /// <param name="line">The line.</param>
    protected abstract void Write(ReportLine line);

    /// <summary>Writes an error or a warning.</summary>
    /// <param name="diagnostic">The error or warning.</param>
    protected abstract void Write(Diagnostic diagnostic);
}
