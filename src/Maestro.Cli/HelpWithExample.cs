using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Maestro.Cli;

/// <summary>The help of a command, with an example below it.</summary>
internal sealed class HelpWithExample(HelpAction help, TextWriter output) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exit = help.Invoke(parseResult);
        var example = parseResult.CommandResult.Command switch
        {
            PlayCommand play => play.Example,
            ToolCommand tool => tool.Example,
            _ => "maestro start -f maestro.yaml",
        };
        output.WriteLine($"Example:{Environment.NewLine}  {example}");
        return exit;
    }
}
