using System.Diagnostics;
using System.Text;

namespace Maestro.Testing;

/// <summary>The maestro tool as a process of its own; the test project references <c>Maestro.Cli</c>, so that it lies beside it.</summary>
public sealed class MaestroProcess : IDisposable
{
    private static readonly Dictionary<string, string?> NoVariables = [];

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private MaestroProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far, to standard output and standard error.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static MaestroProcess Start(params string[] words) => Start(NoVariables, words);

    /// <param name="variables">Environment variables that are other than here; null for one that shall not be there.</param>
    public static MaestroProcess Start(IReadOnlyDictionary<string, string?> variables, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "maestro.dll"), .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var server in new[] { "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "GITLAB_CI" })
        {
            start.Environment.Remove(server);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new MaestroProcess(Process.Start(start)!);
    }

    /// <summary>Runs the tool to its end.</summary>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string?> variables, params string[] words)
        => RunAsync(variables, input: "", words);

    /// <param name="input">What it reads from standard input, up to its end.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string?> variables, string input, string[] words)
    {
        using var process = Start(variables, words);
        await process._process.StandardInput.WriteAsync(input);
        process._process.StandardInput.Close();
        return (await process.ExitCodeAsync(), process.Output);
    }

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>What nobody can catch.</summary>
    public void Kill() => _process.Kill();

    public async Task<int> ExitCodeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is null)
        {
            return; // the end of the stream
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
