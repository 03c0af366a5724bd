using Cake.Core.Diagnostics;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting;

namespace Maestro.Cake;

/// <summary>Writes events and warnings to the log of the script. Errors are for the exception that ends the alias.</summary>
internal sealed class CakeProgress(ICakeLog log) : PlayReport
{
    // Text of others is always an argument: as the format, a brace in it would throw.
    protected override void Write(ReportLine line)
    {
        if (line.Weight == ReportWeight.Detail)
        {
            log.Verbose(Verbosity.Verbose, "{0}", line.Text);
        }
        else
        {
            log.Information(Verbosity.Normal, "{0}", line.Text);
        }
    }

    protected override void Write(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Warning)
        {
            log.Warning(Verbosity.Minimal, "{0}", diagnostic);
        }
    }
}
