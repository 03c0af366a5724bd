using System.CommandLine;

namespace Maestro.Cli;

/// <summary>A command of the tool: its words, an example for its help, and what it does.</summary>
internal abstract class ToolCommand(string name, string summary, string example) : Command(name, summary)
{
    /// <summary>A line that a user may type, shown below the help.</summary>
    public string Example { get; } = example;

    /// <summary>Whether Ctrl-C is the usual way to end it, with nothing to finish.</summary>
    public virtual bool EndsAtOnce => false;

    /// <summary>How the command tells what happens: lines, unless it can do more.</summary>
    public virtual IPlayOutput Output(ParseResult given, CliSurroundings surroundings) => new ConsoleProgress(surroundings);

    /// <returns>The exit code. Errors of the engine and cancellation are told by the caller.</returns>
    public abstract Task<int> RunAsync(CommandCall call, CancellationToken cancellation);
}
