using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Maestro.Engine.Programs;

/// <summary>A program of this machine that Maestro has started and talks to over its standard streams. Disposing ends it.</summary>
internal sealed class ChildProgram : IDisposable
{
    private readonly Process _process;

    private ChildProgram(Process process) => _process = process;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    public StreamReader Errors => _process.StandardError;

    /// <summary>How it ended; only after its end.</summary>
    public int ExitCode => _process.ExitCode;

    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder it runs in; empty for the current one.</param>
    /// <param name="variables">Environment variables to set, or to take away where the value is null.</param>
    /// <exception cref="ProgramNotStartedException">It does not start.</exception>
    public static ChildProgram Start(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in variables)
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
            return new ChildProgram(Process.Start(start) ?? throw new InvalidOperationException("It does not start."));
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            throw new ProgramNotStartedException(program, exception);
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>Ends it and all that it has started, unless it has ended.</summary>
    public void End()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
    }
}
