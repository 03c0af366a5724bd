using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Microsoft.Build.Framework;

namespace Maestro.MSBuild;

/// <summary>Logs what depends on what, or writes it to a file; touches no ship.</summary>
public sealed class MaestroDepTree : MaestroTask
{
    /// <summary><c>text</c> (the default), <c>dot</c>, <c>mermaid</c> or <c>svg</c>, for which Graphviz must be there.</summary>
    public string? Format { get; set; }

    /// <summary>Whether the text repeats what it has shown already below the same service.</summary>
    public bool Recursive { get; set; }

    /// <summary>The file to write to; the log by default. A relative path starts from the folder of the project.</summary>
    public string? File { get; set; }

    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.DepTree;

    private protected override async Task<bool> PlayAsync(Conductor conductor, MaestroEnvironment environment, Play play, MSBuildProgress log, CancellationToken cancellation)
    {
        var options = new DepTreeOptions { Format = DepTreeOptions.ParseFormat(Format), Recursive = Recursive };
        var text = await conductor.DepTreeAsync(environment, play, options, cancellation).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(File))
        {
            log.Write(MessageImportance.High, text.Split('\n'));
            return true;
        }

        var file = Path.GetFullPath(File, ProjectDirectory);
        try
        {
            await System.IO.File.WriteAllTextAsync(file, text + "\n", cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.FileNotWritten, $"The file '{file}' cannot be written: {exception.Message}"), exception);
        }

        log.Write(MessageImportance.High, [$"deptree {environment.Name}: {file}"]);
        return true;
    }
}
