using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.Html;

namespace Maestro.Engine.Artifacts;

/// <summary>The files that tell of a play: its plan, its events while they happen, and in the end where its instances are reached.</summary>
/// <remarks>A disk that fills up does not end a play: what could not be written is told when the play is over.</remarks>
internal sealed class ArtifactFolder : IProgress<MaestroEvent>, IDisposable
{
    private const string EventsFile = "events.jsonl";
    private const string PlanFile = "plan.json";
    private const string EndpointsFile = "endpoints.json";
    private const string VariablesFile = "endpoints.env";
    private const string RunSettingsFile = "maestro.runsettings";
    private const string ReportFile = "report.html";
    private const string LogsFolder = "logs";
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);
    private readonly string _path;
    private readonly IProgress<MaestroEvent>? _next;
    private readonly StreamWriter _events;
    private readonly PlayRecord _record;
    private readonly ReportHead _head;
    private PlayStarted? _started;
    private Exception? _trouble;

    /// <param name="path">The folder; made if it is not there.</param>
    /// <param name="next">Who else is told of events, or null.</param>
    /// <param name="head">What the play is.</param>
    /// <param name="began">When it was asked for.</param>
    /// <exception cref="MaestroException">The folder cannot be written to.</exception>
    public ArtifactFolder(string path, IProgress<MaestroEvent>? next, ReportHead head, DateTimeOffset began)
    {
        (_path, _next, _head, _record) = (path, next, head, new PlayRecord(began));
        try
        {
            Directory.CreateDirectory(path);
            foreach (var stale in new[] { PlanFile, EndpointsFile, VariablesFile, RunSettingsFile, ReportFile })
            {
                File.Delete(Path.Combine(path, stale));
            }

            _events = new StreamWriter(Path.Combine(path, EventsFile), append: false, Encoding) { NewLine = "\n", AutoFlush = true };
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            throw new MaestroException(
                Diagnostic.Error(DiagnosticCodes.ArtifactsNotWritten, $"Files about the play cannot be written to '{path}': {exception.Message} Name a folder that this user may write to."),
                exception);
        }
    }

    /// <summary>What could not be written, or null.</summary>
    public Diagnostic? Warning => _trouble is null
        ? null
        : Diagnostic.Warning(DiagnosticCodes.ArtifactsNotWritten, $"The files about the play in '{_path}' are not complete: {_trouble.Message}");

    public void Report(MaestroEvent value)
    {
        Record(value);
        Try(() => Write(value));
        _next?.Report(value);
    }

    /// <summary>Ends the stream of a play that came to nothing, of which nobody else is told, and says why in the report.</summary>
    public void End(PlayFinished finished)
    {
        Record(finished);
        Try(WriteReport);
    }

    public void Dispose() => Try(_events.Dispose);

    private void Record(MaestroEvent happened)
    {
        _record.Apply(happened);
        Try(() => _events.WriteLine(EventJson.Line(happened)));
    }

    private void Write(MaestroEvent happened)
    {
        switch (happened)
        {
            case PlayStarted started:
                DeleteLogs(started);
                WritePlan(started);
                break;
            case PlanChanged changed when _started is { } started:
                WritePlan(started with { Plan = changed.Plan });
                break;
            case PlayFinished finished:
                Write(EndpointsFile, EventJson.Endpoints(finished.Result) + "\n");
                Write(VariablesFile, EndpointVariables.Lines(finished.Result));
                Write(RunSettingsFile, RunSettings.Of(finished.Result));
                WriteLogs(finished.Result.Logs);
                WriteReport();
                break;
            default:
                break;
        }
    }

    private void WriteReport() => Write(ReportFile, HtmlReport.Of(_record, _head));

    private void WriteLogs(IReadOnlyList<KeptLog> logs)
    {
        foreach (var log in logs)
        {
            Directory.CreateDirectory(Path.Combine(_path, LogsFolder));
            Write(LogFile(log.Instance), KeptLogText.Of(log));
        }
    }

    // Only a play that starts makes logs old, and only those of its instances are ours to delete.
    private void DeleteLogs(PlayStarted started)
    {
        if (started.Play is PlayKind.Start or PlayKind.Restart && Directory.Exists(Path.Combine(_path, LogsFolder)))
        {
            foreach (var instance in started.InstanceNames)
            {
                File.Delete(Path.Combine(_path, LogFile(instance)));
            }
        }
    }

    private static string LogFile(string instance) => Path.Combine(LogsFolder, $"{instance}.log");

    private void WritePlan(PlayStarted started)
    {
        _started = started;
        Write(PlanFile, EventJson.Plan(started) + "\n");
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_path, file), text, Encoding);

    // After the first trouble nothing more is tried: half a stream with holes says less than its beginning.
    private void Try(Action write)
    {
        if (_trouble is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            _trouble = exception;
        }
    }

    private static bool IsOfTheDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
