using System.CommandLine;
using Maestro.Cli.Live;
using Maestro.Engine.Model;

namespace Maestro.Cli;

/// <summary>The options of a play about what it tells, and where to.</summary>
internal sealed class OutputOptions
{
    private readonly Option<OutputMode> _mode = new("--output")
    {
        Description = "A live table (tty), lines (plain) or JSON lines; auto takes the table on a terminal and lines elsewhere.",
        HelpName = "auto|tty|plain|json",
        CustomParser = given =>
        {
            var text = given.Tokens[0].Value;
            if (Enum.TryParse<OutputMode>(text, ignoreCase: true, out var mode) && !char.IsAsciiDigit(text[0]))
            {
                return mode;
            }

            given.AddError($"'{text}' is no output: auto, tty, plain or json.");
            return OutputMode.Auto;
        },
    };

    private readonly Option<string?> _artifacts = new("--artifacts")
    {
        Description = "A folder for files about the play: report.html, events, plan, endpoints, logs of what failed.",
        HelpName = "folder",
    };

    public void AddTo(Command command)
    {
        command.Add(_mode);
        command.Add(_artifacts);
    }

    public string? ArtifactsPath(ParseResult given) => given.GetValue(_artifacts);

    public IPlayOutput Create(ParseResult given, PlayKind kind, CliSurroundings surroundings)
        => OutputChoice.Resolve(given.GetValue(_mode), surroundings.IsLive) switch
        {
            OutputMode.Json => new JsonProgress(surroundings, kind),

            // There is nothing to watch in a look that changes nothing.
            OutputMode.Tty when kind is not (PlayKind.Validate or PlayKind.Status) => new LiveProgress(surroundings, given.CommandResult.Command.Name),
            _ => new ConsoleProgress(surroundings, surroundings.BuildServer),
        };
}
