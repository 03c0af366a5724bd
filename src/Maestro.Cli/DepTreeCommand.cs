using System.CommandLine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>Shows what depends on what.</summary>
internal sealed class DepTreeCommand : ToolCommand
{
    private readonly ThingOptions _things = new();
    private readonly Option<bool> _recursive = new("--recursive", "-r") { Description = "Repeat in the text what has been shown already below the same service." };
    private readonly Option<string?> _format = new("--format") { Description = "How to show it (text); svg needs Graphviz.", HelpName = "text|dot|mermaid|svg" };
    private readonly Option<string?> _out = new("--out") { Description = "Write it to a file.", HelpName = "file" };

    public DepTreeCommand()
        : base("deptree", "Shows what depends on what; touches no ship.", "maestro deptree --format svg --out services.svg")
    {
        _things.AddTo(this);
        Add(_recursive);
        Add(_format);
        Add(_out);
    }

    public override async Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var options = new DepTreeOptions { Recursive = call.Given.GetValue(_recursive), Format = DepTreeOptions.ParseFormat(call.Given.GetValue(_format)) };
        var text = await call.Conductor.DepTreeAsync(call.Load(cancellation), _things.Play(PlayKind.DepTree, call.Given), options, cancellation);
        if (call.Given.GetValue(_out) is { } file)
        {
            await WriteAsync(Path.Combine(call.Surroundings.WorkingDirectory ?? string.Empty, file), text, cancellation);
        }
        else
        {
            await call.Surroundings.Output.WriteLineAsync(text.ReplaceLineEndings().AsMemory(), cancellation);
        }

        return ExitCode.Done;
    }

    private static async Task WriteAsync(string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, text + "\n", cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.FileNotWritten, $"The file '{file}' cannot be written: {exception.Message}"), exception);
        }
    }
}
