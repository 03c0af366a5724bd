using System.CommandLine;
using Maestro.Engine.Diagnostics;

namespace Maestro.Cli;

/// <summary>Prints the script that makes a shell complete the words of this tool; the script asks it for the words.</summary>
internal sealed class CompleteCommand : ToolCommand
{
    private readonly Argument<string?> _shell = new("shell") { Description = "The shell: bash, zsh or powershell.", Arity = ArgumentArity.ZeroOrOne, HelpName = "bash|zsh|powershell" };
    private readonly Option<string?> _line = new("--line") { Description = "A line as far as it is typed, with the name of the tool.", Hidden = true };
    private readonly Option<int?> _position = new("--position") { Description = "Where in the line the cursor is.", Hidden = true };

    public CompleteCommand()
        : base("complete", "Prints a script for completion by a shell: commands, options, and the names in the environment file.", "source <(maestro complete bash)")
    {
        Add(_shell);
        Add(_line);
        Add(_position);
    }

    public override async Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        if (call.Given.GetValue(_line) is { } line)
        {
            foreach (var word in new Completions(call).Of(line, call.Given.GetValue(_position) ?? line.Length))
            {
                await call.Surroundings.Output.WriteLineAsync(word.AsMemory(), cancellation);
            }

            return ExitCode.Done;
        }

        var shell = call.Given.GetValue(_shell);
        var script = CompletionScripts.For(shell) ?? throw new MaestroException(
            Diagnostic.Error(DiagnosticCodes.InvalidOption, $"'{shell}' is no shell for which there is a script: bash, zsh or powershell."));
        await call.Surroundings.Output.WriteAsync(script.ReplaceLineEndings("\n").AsMemory(), cancellation);
        return ExitCode.Done;
    }
}
