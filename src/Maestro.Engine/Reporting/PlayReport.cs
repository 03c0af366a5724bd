using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Engine.Reporting;

/// <summary>What a front tells of plays: the lines of their events, and each diagnostic once. Fronts say where it is written.</summary>
public abstract class PlayReport : IProgress<MaestroEvent>
{
    // A warning may come with the file, with the start of a play and with its result.
    private readonly HashSet<Diagnostic> _reported = [];
    private PlayStarted? _open;
    private DateTimeOffset _last;

    /// <summary>A report for people, and for the build server that runs them.</summary>
    /// <param name="server">The build server; null for none.</param>
    protected PlayReport(BuildServer? server = null) => Server = server;

    /// <summary>The build server that runs the front; null for none.</summary>
    protected BuildServer? Server { get; }

    /// <summary>The error that tells of a play that was cancelled.</summary>
    public static Diagnostic Cancelled { get; } = Diagnostic.Error(DiagnosticCodes.PlayCancelled, "The play was cancelled.");

    /// <inheritdoc/>
    public void Report(MaestroEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _last = value.Time;
        if (value is PlayFinished)
        {
            Close();
        }
        else if (value is PlayStarted started)
        {
            Report(started.Warnings);
            Open(started);
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
        Close();
        foreach (var diagnostic in diagnostics.Where(_reported.Add))
        {
            List<string> commands = [.. Server?.Tell(diagnostic) ?? []];
            WriteCommands(commands);
            if (commands.Count == 0)
            {
                Write(diagnostic);
            }
        }
    }

    /// <summary>Tells that the play was cancelled.</summary>
    public void ReportCancelled() => Report([Cancelled]);

    /// <summary>Writes a line for the build server, as it is and from the first column on.</summary>
    /// <param name="line">The line.</param>
    protected virtual void WriteCommand(string line) => Write(new ReportLine(ReportWeight.Normal, line));

    /// <summary>Writes a line about an event.</summary>
    /// <param name="line">The line.</param>
    protected abstract void Write(ReportLine line);

    /// <summary>Writes an error or a warning.</summary>
    /// <param name="diagnostic">The error or warning.</param>
    protected abstract void Write(Diagnostic diagnostic);

    // A play without steps has no lines to fold.
    private void Open(PlayStarted started)
    {
        if (Server is not null && started.Steps > 0)
        {
            _open = started;
            WriteCommands(Server.Open(started));
        }
    }

    // A play that broke off has no end of its own.
    private void Close()
    {
        if (_open is { } started)
        {
            _open = null;
            WriteCommands(Server!.Close(started, _last));
        }
    }

    private void WriteCommands(IEnumerable<string> commands)
    {
        foreach (var command in commands)
        {
            WriteCommand(command);
        }
    }
}
