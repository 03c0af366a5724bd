using Cake.Core.Diagnostics;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Cake;

/// <summary>Writes events and warnings to the log of the script. Errors are for the exception that ends the alias.</summary>
internal sealed class CakeProgress(ICakeLog log) : IProgress<MaestroEvent>
{
    // A warning may come with the file, with the start of a play and with its result.
    private readonly HashSet<Diagnostic> _warned = [];

    public void Report(MaestroEvent value)
    {
        if (value is PlayStarted started)
        {
            Warn(started.Warnings);
        }

        foreach (var line in EventText.Describe(value))
        {
            Write(line);
        }
    }

    public void Warn(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning && _warned.Add(d)))
        {
            log.Warning(Verbosity.Minimal, "{0}", diagnostic);
        }
    }

    // Text of others is always an argument: as the format, a brace in it would throw.
    private void Write(ReportLine line)
    {
        if (line.Weight == ReportWeight.Normal)
        {
            log.Information(Verbosity.Normal, "{0}", line.Text);
        }
        else
        {
            log.Verbose(Verbosity.Verbose, "{0}", line.Text);
        }
    }
}
