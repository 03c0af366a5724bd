using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Maestro.Engine.Building;

/// <summary>Runs a program of this machine that builds something, and tells what it writes line by line.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Variables">Environment variables to set, or to take away where the value is null.</param>
/// <param name="Folder">The folder it runs in.</param>
internal sealed record BuildProgram(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Variables, string Folder)
{
    /// <param name="line">Called for each line, one at a time.</param>
    /// <param name="cancellation">Ends the program and all that it has started.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="BuildInputException">It cannot be started.</exception>
    public async Task<int> RunAsync(Action<string> line, CancellationToken cancellation)
    {
        using var process = Start();
        var told = new Lock();
        var lines = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            await lines.ConfigureAwait(false);
            return process.ExitCode;
        }
        finally
        {
            End(process);
            await lines.ConfigureAwait(false);
        }

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } text)
            {
                lock (told)
                {
                    line(text);
                }
            }
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in Variables)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            return Process.Start(start) ?? throw new BuildInputException($"'{Program}' does not start.");
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw new BuildInputException($"'{Program}' cannot be started: {exception.Message.TrimEnd('.')}. Install the .NET SDK, and let the PATH lead to it.", exception);
        }
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }
}
