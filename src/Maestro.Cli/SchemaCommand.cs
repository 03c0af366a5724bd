using Maestro.Engine;

namespace Maestro.Cli;

/// <summary>Shows the JSON Schema of environment files.</summary>
internal sealed class SchemaCommand() : ToolCommand("schema", "Shows the JSON Schema of environment files, for editors.", "maestro schema > maestro.schema.json")
{
    public override Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        call.Surroundings.Output.Write(Conductor.Schema());
        return Task.FromResult(ExitCode.Done);
    }
}
