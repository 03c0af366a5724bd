using System.CommandLine;

namespace Maestro.Cli;

/// <summary>Shows the loaded model.</summary>
internal sealed class DumpCommand : ToolCommand
{
    private readonly Option<bool> _origin = new("--origin") { Description = "Also tell the place, and the template variables, that each value comes from." };

    public DumpCommand()
        : base("dump", "Loads the environment file and shows what it says as JSON, defaults in place; touches no ship.", "maestro dump --origin")
        => Add(_origin);

    public bool Origin(ParseResult given) => given.GetValue(_origin);
}
