using Cake.Core.Diagnostics;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Cake;

/// <summary>Writes events and warnings to the log of the script. Errors are for the exception that ends the alias.</summary>
/// <param name="log">The log of the script.</param>
/// <param name="server">The build server that runs the script, if one does.</param>
/// <param name="console">Where it reads commands; standard output by default, since a log would colour or indent them.</param>
internal sealed class CakeProgress(ICakeLog log, BuildServer? server = null, TextWriter? console = null) : PlayReport(server)
{
    /// <summary>Has a text hidden where the build server shows what others write.</summary>
    public void Hide(string secret)
    {
        foreach (var line in Server is null || StandardError.IsKept() ? [] : Server.Hide(secret))
        {
            Console.Error.WriteLine(line);
        }
    }

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

    protected override void WriteCommand(string line) => (console ?? Console.Out).WriteLine(line);
}
