using System.Globalization;
using Maestro.Engine.Reporting.BuildServers;
using Microsoft.Win32.SafeHandles;

namespace Maestro.Cli;

/// <summary>What the tool takes from the process it runs in.</summary>
internal sealed record CliSurroundings
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public TextReader? Input { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string>? EnvironmentVariables { get; init; }

    /// <summary>Whether standard input is something else than a terminal.</summary>
    public bool IsInputRedirected { get; init; }

    /// <summary>Standard input as bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = OpenStandardInput;

    /// <summary>Standard output as bytes.</summary>
    public Func<Stream> OpenOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>Standard error as bytes.</summary>
    public Func<Stream> OpenError { get; init; } = Console.OpenStandardError;

    /// <summary>Characters per line of the output; 0 for as wide as the content.</summary>
    public int Width { get; init; }

    /// <summary>Whether errors and warnings may be coloured.</summary>
    public bool ColoursErrors { get; init; }

    /// <summary>Whether the output is a terminal that people watch and that can move its cursor.</summary>
    public bool IsLive { get; init; }

    /// <summary>Whether what is on standard output may be coloured.</summary>
    public bool ColoursOutput { get; init; }

    /// <summary>The terminal as large as it is now.</summary>
    public Func<TerminalSize> Size { get; init; } = () => TerminalSize.Usual;

    /// <summary>The build server that runs the tool, if one does.</summary>
    public BuildServer? BuildServer { get; init; }

    /// <summary>Whether standard error goes to a file.</summary>
    public bool KeepsErrors { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CliSurroundings OfProcess() => new()
    {
        IsLive = OutputChoice.IsLive(Console.IsOutputRedirected, Environment.GetEnvironmentVariable) && TerminalSize.UnderstandsAnsi(),
        BuildServer = BuildServer.Of(Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory()),
        KeepsErrors = StandardError.IsKept(),
        Size = TerminalSize.OfProcess,
        Output = Console.Out,
        Error = Console.Error,
        IsInputRedirected = Console.IsInputRedirected,
        Width = TerminalWidth(),
        ColoursErrors = !Console.IsErrorRedirected && WantsColours(),
        ColoursOutput = !Console.IsOutputRedirected && WantsColours(),
    };

    // The console's own stream reads whole lines from a terminal, and echoes them.
    private static Stream OpenStandardInput()
        => OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    private static bool WantsColours()
        => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int TerminalWidth()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns))
        {
            return columns;
        }

        return Console.IsOutputRedirected ? 0 : Console.WindowWidth;
    }
}
