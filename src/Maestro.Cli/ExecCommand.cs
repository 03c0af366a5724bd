using System.CommandLine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>Runs a command in an instance; its exit code is that of the tool.</summary>
internal sealed class ExecCommand : ToolCommand
{
    private readonly Argument<string> _instance = new("instance") { Description = "The instance; or a service that has only one." };
    private readonly Argument<string[]> _command = new("command") { Description = "The command and its arguments.", Arity = ArgumentArity.OneOrMore };
    private readonly RunOption _run = new();
    private readonly Option<bool> _interactive = new("--interactive", "-i") { Description = "Send standard input to the command, also when it is a terminal." };
    private readonly Option<bool> _tty = new("--tty", "-t") { Description = "Give the command a terminal, as a shell needs; with the input." };
    private readonly Option<string?> _user = new("--user", "-u") { Description = "Run as that user, and group.", HelpName = "user[:group]" };
    private readonly Option<string?> _workdir = new("--workdir", "-w") { Description = "Run in that folder of the container.", HelpName = "folder" };
    private readonly Option<string[]> _env = new("--env", "-e") { Description = "A variable for the command; NAME alone takes the value from here. May be given again.", HelpName = "name=value" };

    public ExecCommand()
        : base("exec", "Runs a command in a running instance, on whatever ship it is.", "maestro exec web-1 -- ls -l /var/log")
    {
        Add(_instance);
        Add(_command);
        Add(_interactive);
        Add(_tty);
        Add(_user);
        Add(_workdir);
        Add(_env);
        Add(_run);
    }

    /// <inheritdoc/>
    public override bool EndsAtOnce => true;

    public override async Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var given = call.Given;
        var surroundings = call.Surroundings;
        var tty = given.GetValue(_tty);
        if (tty && surroundings.IsInputRedirected)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, "Standard input is no terminal, so the command cannot have one: leave --tty out."));
        }

        var options = new ExecOptions
        {
            Instance = given.GetRequiredValue(_instance),
            Run = _run.NameIn(given),
            Command = given.GetRequiredValue(_command),
            User = given.GetValue(_user),
            WorkingDirectory = given.GetValue(_workdir),
            Env = [.. (given.GetValue(_env) ?? []).SelectMany(v => Variable(v, surroundings))],
            Tty = tty,
        };
        var environment = call.Load(cancellation);
        using var terminal = tty ? RawTerminal.Take() : null;
        var input = tty || given.GetValue(_interactive) || surroundings.IsInputRedirected;
        var streams = new ExecStreams
        {
            Input = input ? surroundings.OpenInput() : null,
            Output = surroundings.OpenOutput(),
            Error = surroundings.OpenError(),
            Sizes = tty ? TerminalSizes.ReadAsync(cancellation) : null,
        };
        try
        {
            return await call.Conductor.ExecAsync(environment, options, streams, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
    }

    private static IEnumerable<string> Variable(string text, CliSurroundings surroundings)
    {
        if (text.Contains('=', StringComparison.Ordinal))
        {
            return [text];
        }

        var value = surroundings.EnvironmentVariables is { } variables ? variables.GetValueOrDefault(text) : Environment.GetEnvironmentVariable(text);
        return value is null ? [] : [$"{text}={value}"];
    }
}
