using System.CommandLine;
using System.CommandLine.Help;
using Maestro.Engine.Diagnostics;

namespace Maestro.Cli;

/// <summary>The command line: words in, one call of the engine, lines and an exit code out.</summary>
internal sealed class MaestroCommandLine(CliSurroundings surroundings)
{
    private readonly IReadOnlyList<ToolCommand> _commands = ToolCommands.All();

    private readonly CommonOptions _common = new();

    private readonly Option<bool> _version = new("--version", "-v") { Description = "Show the version." };

    private volatile IPlayOutput? _output;
    private volatile bool _endsAtOnce;

    /// <summary>Tells the user that what is under way is being ended; a command that ends at once has nothing to announce.</summary>
    public void AnnounceEnd()
    {
        if (!_endsAtOnce)
        {
            (_output ?? new ConsoleProgress(surroundings)).Announce("ending in order; press Ctrl-C again to end at once.");
        }
    }

    /// <summary>Leaves the terminal as it was found, when there is no time for more.</summary>
    public void Restore() => _output?.Restore();

    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var parsed = Root(cancellation).Parse(ExecWords.Mark(arguments), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExample)
        {
            return Task.FromResult(RefuseUsage(parsed));
        }

        // Signals are for Interruption, and exceptions are mapped below.
        return parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = surroundings.Output,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellation);
    }

    private string Names => $"{string.Join(", ", _commands.SkipLast(1).Select(c => c.Name))} or {_commands[^1].Name}";

    private RootCommand Root(CancellationToken cancellation)
    {
        var root = new RootCommand("Starts, stops and looks at environments of Docker containers on many ships.");
        foreach (var option in root.Options.OfType<VersionOption>().ToList())
        {
            root.Options.Remove(option);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!, surroundings.Output);
        root.Add(_version);
        _common.AddTo(root);
        root.SetAction(ShowVersion);
        root.Validators.Add(given =>
        {
            if (!given.GetValue(_version) && given.Tokens.Count == 0)
            {
                given.AddError($"A play is needed: {Names}.");
            }
        });
        foreach (var command in _commands)
        {
            command.SetAction((given, _) => RunAsync(command, given, cancellation));
            root.Add(command);
        }

        return root;
    }

    private int ShowVersion(ParseResult given)
    {
        surroundings.Output.WriteLine($"maestro {ToolVersion.Text}");
        return ExitCode.Done;
    }

    private int RefuseUsage(ParseResult parsed)
    {
        var isCommand = parsed.CommandResult.Command is ToolCommand;
        var command = isCommand ? $"maestro {parsed.CommandResult.Command.Name}" : "maestro";
        IEnumerable<string> mistakes = isCommand || parsed.UnmatchedTokens.Count == 0
            ? parsed.Errors.Select(e => e.Message)
            : [$"There is no play '{parsed.UnmatchedTokens[0]}': {Names}."];
        new ConsoleProgress(surroundings).Report(mistakes.Select(m => Diagnostic.Error(DiagnosticCodes.InvalidOption, m)));
        surroundings.Error.WriteLine($"Type '{command} --help' to see what is possible.");
        return ExitCode.WrongUsage;
    }

    private async Task<int> RunAsync(ToolCommand command, ParseResult given, CancellationToken cancellation)
    {
        _endsAtOnce = command.EndsAtOnce;
        await using var progress = command.Output(given, surroundings);
        _output = progress;
        try
        {
            return await command.RunAsync(new CommandCall(given, _common, surroundings, progress), cancellation);
        }
        catch (MaestroException exception)
        {
            progress.Report(exception.Diagnostics);
            return ExitCode.Of(exception);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            progress.ReportCancelled();
            return ExitCode.Cancelled;
        }
    }
}
