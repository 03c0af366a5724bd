using System.ComponentModel;
using System.Diagnostics;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Reporting;

/// <summary>Has the program 'dot' of Graphviz draw a graph.</summary>
internal static class Graphviz
{
    /// <param name="graph">The graph, in the language of Graphviz.</param>
    /// <param name="program">The program; found by the PATH unless it is a path itself.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="MaestroException">Graphviz is not there, or does not do it.</exception>
    public static async Task<string> DrawAsync(string graph, string program, CancellationToken cancellation)
    {
        using var process = Start(program);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await WriteAsync(process, graph, cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            var said = await error.ConfigureAwait(false);
            return process.ExitCode == 0
                ? (await output.ConfigureAwait(false)).TrimEnd()
                : throw Failed($"Graphviz did not draw the picture; '{program}' ended with exit code {process.ExitCode}: {said.Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static Process Start(string program)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, ["-Tsvg"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception exception)
        {
            throw Failed(
                $"An SVG picture is drawn by Graphviz, and its program '{program}' is not on the PATH. Install Graphviz (apt install graphviz, brew install graphviz, winget install Graphviz.Graphviz), or take the format 'dot' or 'mermaid'.",
                exception);
        }
    }

    private static async Task WriteAsync(Process process, string graph, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteAsync(graph.AsMemory(), cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it read all; its exit code and its words say why.
        }
    }

    private static MaestroException Failed(string message, Exception? inner = null)
        => new(Diagnostic.Error(DiagnosticCodes.GraphvizNeeded, message), inner);
}
