using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Cli;

/// <summary>Writes events as JSON lines to standard output; errors and warnings are told to people on standard error as well.</summary>
internal sealed class JsonProgress(CliSurroundings surroundings, PlayKind kind) : IPlayOutput
{
    private readonly ConsoleProgress _people = new(surroundings);
    private readonly List<Diagnostic> _reported = [];
    private bool _isFinished;
    private bool _isCancelled;

    public void Report(MaestroEvent value)
    {
        _isFinished |= value is PlayFinished;
        surroundings.Output.WriteLine(EventJson.Line(value));
    }

    public void Report(IEnumerable<Diagnostic> diagnostics)
    {
        List<Diagnostic> all = [.. diagnostics];
        _reported.AddRange(all.Except(_reported));
        _people.Report(all);
    }

    public void ReportCancelled()
    {
        _isCancelled = true;
        _people.ReportCancelled();
    }

    public void Hide(string secret)
    {
        // What is written here is not for build servers.
    }

    public void ShowTable(PlayResult result, bool showHosts)
    {
        // The instances are in the last event.
    }

    public void Announce(string notice) => _people.Announce(notice);

    public void Restore()
    {
        // Lines leave nothing to restore.
    }

    /// <summary>A play that was refused has had no event: its last one says why.</summary>
    public ValueTask DisposeAsync()
    {
        if (!_isFinished)
        {
            Report(new PlayFinished
            {
                Time = surroundings.Time.GetUtcNow(),
                Result = new PlayResult
                {
                    Play = kind,
                    Environment = string.Empty,
                    Verdict = _isCancelled ? PlayVerdict.Cancelled : PlayVerdict.Failed,
                    Diagnostics = _reported,
                },
            });
        }

        return ValueTask.CompletedTask;
    }
}
