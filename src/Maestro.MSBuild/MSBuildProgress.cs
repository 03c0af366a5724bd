using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild;

/// <summary>Writes events and diagnostics to the log of the build.</summary>
internal sealed class MSBuildProgress(TaskLoggingHelper log) : PlayReport
{
    /// <summary>Marks the messages that are events, for those who read a binary log.</summary>
    public const string EventKeyword = "maestro.event";

    public void Write(MessageImportance importance, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            log.LogMessage(importance, "{0}", line.TrimEnd());
        }
    }

    /// <summary>Says where files about a play are, in the form in which the SDK says what a project became: the only message that the terminal logger shows.</summary>
    public void WriteOutput(string project, string path) => log.LogMessage(MessageImportance.High, "{0} -> {1}", project, path);

    /// <inheritdoc/>
    protected override void Record(MaestroEvent happened)
    {
        if (log.LogsMessagesOfImportance(MessageImportance.Low))
        {
            log.LogMessage(null, null, EventKeyword, null, 0, 0, 0, 0, MessageImportance.Low, "{0}", EventJson.Line(happened));
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
