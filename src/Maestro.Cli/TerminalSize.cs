using System.Globalization;
using Spectre.Console;

namespace Maestro.Cli;

/// <summary>How much fits on the terminal.</summary>
internal readonly record struct TerminalSize(int Width, int Height)
{
    public static TerminalSize Usual { get; } = new(80, 24);

    /// <summary>The size of the terminal that the output goes to; of one that nobody can ask, the usual one, or as wide as COLUMNS says.</summary>
    public static TerminalSize OfProcess()
    {
        if (!Console.IsOutputRedirected && Console.WindowWidth > 0 && Console.WindowHeight > 0)
        {
            return new TerminalSize(Console.WindowWidth, Console.WindowHeight);
        }

        return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0
            ? Usual with { Width = columns }
            : Usual;
    }

    /// <summary>Whether the terminal understands control sequences. Windows must be asked, and is told by that to understand them.</summary>
    public static bool UnderstandsAnsi() => OperatingSystem.IsWindows()
        ? AnsiConsole.Profile.Capabilities.Ansi
        : !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TERM"));
}
