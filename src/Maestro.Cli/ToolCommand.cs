using System.CommandLine;

namespace Maestro.Cli;

/// <summary>A command that is no play: it touches no ship, and its result is text on standard output.</summary>
internal class ToolCommand(string name, string summary, string example) : Command(name, summary)
{
    public string Example { get; } = example;
}
