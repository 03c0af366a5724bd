using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Cli;

/// <summary>Writes events as plain lines to standard output, errors and warnings to standard error.</summary>
/// <param name="surroundings">Where to write to.</param>
/// <param name="server">The build server that reads standard output; null where that is for data, or nobody reads it.</param>
internal sealed class ConsoleProgress(CliSurroundings surroundings, BuildServer? server = null) : PlayReport(server), IPlayOutput
{
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    public void ShowTable(PlayResult result, bool showHosts)
    {
        foreach (var line in InstanceTable.Render(result, surroundings.Width, showHosts))
        {
            surroundings.Output.WriteLine(line.TrimEnd());
        }
    }

    // Standard output is what people keep, by 'tee' for instance, and a secret in clear must not get there.
    public void Hide(string secret)
    {
        foreach (var line in Server is null || surroundings.KeepsErrors ? [] : Server.Hide(secret))
        {
            surroundings.Error.WriteLine(line);
        }
    }

    public void Announce(string notice) => surroundings.Error.WriteLine($"maestro: {notice}");

    public void Restore()
    {
        // Lines leave nothing to restore.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override void Write(ReportLine line)
    {
        if (line.Weight != ReportWeight.Detail)
        {
            surroundings.Output.WriteLine(line.Text);
        }
    }

    protected override void WriteCommand(string line) => surroundings.Output.WriteLine(line);

    protected override void Write(Diagnostic diagnostic)
    {
        var colour = diagnostic.Severity == DiagnosticSeverity.Error ? Red : Yellow;
        surroundings.Error.WriteLine(surroundings.ColoursErrors ? $"{colour}{diagnostic}{Plain}" : diagnostic.ToString());
    }
}
