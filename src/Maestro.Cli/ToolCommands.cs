using Maestro.Cli.Init;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>Every command of the tool, in the order in which the help lists them. A new one is added here and nowhere else.</summary>
internal static class ToolCommands
{
    public static IReadOnlyList<ToolCommand> All() =>
    [
        .. PlayTable.All.Select(p => new PlayCommand(p)),
        new LogsCommand(),
        new ExecCommand(),
        new DepTreeCommand(),
        new CompleteCommand(),
        new SchemaCommand(),
        new DumpCommand(),
        new InitCommand(),
    ];
}
