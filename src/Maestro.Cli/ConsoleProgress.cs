using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Cli;

/// <summary>Writes events as plain lines to standard output, errors and warnings to standard error.</summary>
internal sealed class ConsoleProgress(CliSurroundings surroundings) : IPlayOutput
{
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    // A warning may come with the file, with the start of a play and with its result.
    private readonly HashSet<Diagnostic> _reported = [];

    public void Report(MaestroEvent value)
    {
        if (value is PlayStarted started)
        {
            Report(started.Warnings);
        }

        foreach (var line in EventText.Describe(value).Where(l => l.Weight == ReportWeight.Normal))
        {
            surroundings.Output.WriteLine(line.Text);
        }

        if (value is PlayFinished finished)
        {
            TellBounds(finished.Result);
        }
    }

    public void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Where(_reported.Add))
        {
            surroundings.Error.WriteLine(Coloured(diagnostic));
        }
    }

    public void ReportCancelled(string play)
    {
        if (!_reported.Any(d => d.Code == DiagnosticCodes.PlayCancelled))
        {
            Report([Diagnostic.Error(DiagnosticCodes.PlayCancelled, "The play was cancelled.")]);
        }
    }

    public void ShowTable(PlayResult result)
    {
        foreach (var line in InstanceTable.Render(result, surroundings.Width))
        {
            surroundings.Output.WriteLine(line.TrimEnd());
        }
    }

    public void Announce(string notice) => surroundings.Error.WriteLine($"maestro: {notice}");

    public void Restore()
    {
        // Lines leave nothing to restore.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Says what bounded the play, where that is worth a line.</summary>
    public void TellBounds(PlayResult result)
    {
        if (EventText.Bounds(result) is { } bounds)
        {
            surroundings.Output.WriteLine(bounds);
        }
    }

    private string Coloured(Diagnostic diagnostic)
    {
        var colour = diagnostic.Severity == DiagnosticSeverity.Error ? Red : Yellow;
        return surroundings.ColoursErrors ? $"{colour}{diagnostic}{Plain}" : diagnostic.ToString();
    }
}
