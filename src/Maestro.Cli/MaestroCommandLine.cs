using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cli;

/// <summary>The command line: words in, one call of the engine, lines and an exit code out.</summary>
internal sealed class MaestroCommandLine(CliSurroundings surroundings)
{
    private const string PlayNames = "validate, status, pull, start, stop or clean";

    private readonly Option<string[]> _file = new("--file", "-f")
    {
        Description = "The environment file; - for standard input. Given again, a file that is laid over those before it.",
        HelpName = "file",
        DefaultValueFactory = _ => ["maestro.yaml"],
        Recursive = true,
    };

    private readonly TemplateOptions _template = new();

    private readonly Option<bool> _version = new("--version", "-v") { Description = "Show the version." };

    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var parsed = Root(cancellation).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
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

    private static IEnumerable<PlayCommand> Plays() =>
    [
        new("validate", PlayKind.Validate, "Loads the environment file and reports every mistake; touches no ship.", "maestro validate -f staging.yaml"),
        new("status", PlayKind.Status, "Looks once at every ship and shows where each instance stands.", "maestro status"),
        new("pull", PlayKind.Pull, "Pulls each image once per ship, in parallel.", "maestro pull -S 'prod-*'"),
        new("start", PlayKind.Start, "Starts what is not running, dependencies first.", "maestro start web -d"),
        new("stop", PlayKind.Stop, "Stops what is running, dependants first.", "maestro stop web-1 web-2"),
        new("clean", PlayKind.Clean, "Removes stopped containers of the environment.", "maestro clean"),
    ];

    private static string Version()
        => typeof(MaestroCommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

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
        root.Add(_file);
        _template.AddTo(root);
        root.SetAction(ShowVersion);
        root.Validators.Add(given =>
        {
            if (!given.GetValue(_version) && given.Tokens.Count == 0)
            {
                given.AddError($"A play is needed: {PlayNames}.");
            }
        });
        foreach (var command in Plays())
        {
            command.SetAction((given, _) => PlayAsync(command, given, cancellation));
            root.Add(command);
        }

        return root;
    }

    private int ShowVersion(ParseResult given)
    {
        surroundings.Output.WriteLine($"maestro {Version()}");
        return ExitCode.Done;
    }

    private int RefuseUsage(ParseResult parsed)
    {
        var isPlay = parsed.CommandResult.Command is PlayCommand;
        var command = isPlay ? $"maestro {parsed.CommandResult.Command.Name}" : "maestro";
        IEnumerable<string> mistakes = isPlay || parsed.UnmatchedTokens.Count == 0
            ? parsed.Errors.Select(e => e.Message)
            : [$"There is no play '{parsed.UnmatchedTokens[0]}': {PlayNames}."];
        new ConsoleProgress(surroundings).Report(mistakes.Select(m => Diagnostic.Error(DiagnosticCodes.InvalidOption, m)));
        surroundings.Error.WriteLine($"Type '{command} --help' to see what is possible.");
        return ExitCode.WrongUsage;
    }

    private async Task<int> PlayAsync(PlayCommand command, ParseResult given, CancellationToken cancellation)
    {
        var progress = new ConsoleProgress(surroundings);
        try
        {
            return ExitCode.Of(await PlayAsync(command, given, progress, cancellation));
        }
        catch (MaestroException exception)
        {
            progress.Report(exception.Diagnostics);
            return ExitCode.Of(exception);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            progress.ReportCancelled(command.Name);
            return ExitCode.Cancelled;
        }
    }

    private async Task<PlayResult> PlayAsync(PlayCommand command, ParseResult given, ConsoleProgress progress, CancellationToken cancellation)
    {
        var play = command.Play(given);
        StopGuard.Check(play, command.All(given));
        var conductor = new Conductor(new ConductorSettings
        {
            EnvironmentVariables = surroundings.EnvironmentVariables,
            StandardInput = surroundings.Input,
            WorkingDirectory = surroundings.WorkingDirectory,
            Variables = _template.Variables(given, surroundings.WorkingDirectory),
            Lenient = _template.Lenient(given),
        });
        var environment = conductor.Load(given.GetRequiredValue(_file), cancellation);
        progress.Report(environment.Warnings);
        StopGuard.Check(play, command.ExpandServices(given), environment);
        var result = await conductor.PlayAsync(environment, play, progress, cancellation);
        progress.Report(result.Diagnostics);
        if (play.Kind == PlayKind.Status)
        {
            progress.ShowTable(result);
        }

        if (result.Verdict == PlayVerdict.Cancelled)
        {
            progress.ReportCancelled(command.Name);
        }

        return result;
    }
}
