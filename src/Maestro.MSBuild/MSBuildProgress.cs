using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild;

/// <summary>Writes events and diagnostics to the log of the build.</summary>
internal sealed class MSBuildProgress(TaskLoggingHelper log) : PlayReport
{
    public void Write(MessageImportance importance, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            log.LogMessage(importance, "{0}", line.TrimEnd());
        }
    }

    /// <inheritdoc/>
    protected override void Write(ReportLine line) => Write(Importance(line.Weight), line.Text.Split('\n'));

    /// <inheritdoc/>
    protected override void Write(Diagnostic diagnostic)
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

    private static MessageImportance Importance(ReportWeight weight) => weight switch
    {
        ReportWeight.Summary => MessageImportance.High,
        ReportWeight.Normal => MessageImportance.Normal,
        _ => MessageImportance.Low,
    };
}
