using System.CommandLine;
using Maestro.Engine;

namespace Maestro.Cli;

/// <summary>Shows the loaded model.</summary>
internal sealed class DumpCommand : ToolCommand
{
    private readonly Option<bool> _origin = new("--origin") { Description = "Also tell the place, and the template variables, that each value comes from." };

    public DumpCommand()
        : base("dump", "Loads the environment file and shows what it says as JSON, defaults in place; touches no ship.", "maestro dump --origin")
        => Add(_origin);

    public override Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var environment = call.Load(cancellation, tracesOrigins: call.Given.GetValue(_origin));
        call.Surroundings.Output.Write(Conductor.Dump(environment));
        return Task.FromResult(ExitCode.Done);
    }
}
