using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild;

/// <summary>Writes events and diagnostics to the log of the build.</summary>
internal sealed class MSBuildProgress(TaskLoggingHelper log) : IProgress<MaestroEvent>
{
    // A warning may come with the file, with the start of a play and with its result.
    private readonly HashSet<Diagnostic> _reported = [];

    public void Report(MaestroEvent value)
    {
        if (value is PlayStarted started)
        {
            Report(started.Warnings);
        }

        foreach (var line in EventText.Describe(value))
        {
            Write(Importance(value, line), line.Text.Split('\n'));
        }
    }

    public void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Where(_reported.Add))
        {
            Log(diagnostic);
        }
    }

    public void ReportCancelled(PlayKind play)
    {
        if (!_reported.Any(d => d.Code == DiagnosticCodes.PlayCancelled))
        {
            Report([Diagnostic.Error(DiagnosticCodes.PlayCancelled, "The play was cancelled.")]);
        }
    }

    public void Write(MessageImportance importance, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            log.LogMessage(importance, "{0}", line.TrimEnd());
        }
    }

    /// <summary>Of a whole play one line is for everybody: how it ended.</summary>
    private static MessageImportance Importance(MaestroEvent happened, ReportLine line) => (happened, line.Weight) switch
    {
        (PlayFinished, ReportWeight.Normal) => MessageImportance.High,
        (_, ReportWeight.Normal) => MessageImportance.Normal,
        _ => MessageImportance.Low,
    };

    private void Log(Diagnostic diagnostic)
    {
        var place = diagnostic.Location;
        if (diagnostic.Severity == DiagnosticSeverity.Error)
        {
            log.LogError(null, diagnostic.Code.Id, null, place?.File, place?.Line ?? 0, place?.Column ?? 0, 0, 0, "{0}", diagnostic.MessageWithPath);
        }
        else
        {
            log.LogWarning(null, diagnostic.Code.Id, null, place?.File, place?.Line ?? 0, place?.Column ?? 0, 0, 0, "{0}", diagnostic.MessageWithPath);
        }
    }
}
