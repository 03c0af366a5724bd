using Maestro.Engine.Model;

namespace Maestro.Cli;

/// <summary>Every command of the tool, in the order in which the help lists them. A new one is added here and nowhere else.</summary>
internal static class ToolCommands
{
    public static IReadOnlyList<ToolCommand> All() =>
    [
        new PlayCommand("validate", PlayKind.Validate, "Loads the environment file and reports every mistake; touches no ship.", "maestro validate -f staging.yaml"),
        new PlayCommand("status", PlayKind.Status, "Looks once at every ship and shows where each instance stands.", "maestro status"),
        new PlayCommand("pull", PlayKind.Pull, "Pulls each image once per ship, in parallel.", "maestro pull -S 'prod-*'"),
        new PlayCommand("start", PlayKind.Start, "Starts what is not running, dependencies first.", "maestro start web -d"),
        new PlayCommand("stop", PlayKind.Stop, "Stops what is running, dependants first.", "maestro stop web-1 web-2"),
        new PlayCommand("clean", PlayKind.Clean, "Removes stopped containers of the environment.", "maestro clean"),
        new LogsCommand(),
        new ExecCommand(),
        new DepTreeCommand(),
        new CompleteCommand(),
    ];
}
