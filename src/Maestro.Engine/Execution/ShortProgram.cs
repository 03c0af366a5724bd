using System.Collections.Immutable;
using System.Text;
using Maestro.Engine.Programs;

namespace Maestro.Engine.Execution;

/// <summary>Runs a program of this machine that answers on its standard output and ends soon. What it writes may be secret.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ShortProgram(string Program, IReadOnlyList<string> Arguments)
{
    private const int LongestOutput = 1024 * 1024;

    /// <summary>The folder it runs in; empty for the current one.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>What it finds on its standard input.</summary>
    public string Input { get; init; } = string.Empty;

    public required TimeSpan Timeout { get; init; }

    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="ProgramFailedException">It did not start, end in time or end well; nothing that it wrote is in the message.</exception>
    public async Task<string> RunAsync(TimeProvider time, CancellationToken cancellation)
    {
        var end = await RunToEndAsync(time, cancellation).ConfigureAwait(false);
        return end.ExitCode == 0 ? end.Output : throw new ProgramFailedException($"It ended with exit code {end.ExitCode}.");
    }

    /// <summary>The same for a program whose exit code is an answer, too.</summary>
    /// <exception cref="ProgramFailedException">It did not start or did not end in time.</exception>
    public async Task<ProgramEnd> RunToEndAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var program = Start();
        try
        {
            // All three at once: a program that fills one pipe while the other end waits for another would never end.
            var output = ReadAsync(program.Output, both.Token);
            var errors = ReadAsync(program.Errors, both.Token);
            await WriteAsync(program.Input, both.Token).ConfigureAwait(false);
            await Task.WhenAll(output, errors, program.WaitForExitAsync(both.Token)).ConfigureAwait(false);
            return new ProgramEnd(program.ExitCode, await output.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ProgramFailedException($"It did not end within {Timeout.TotalSeconds:0.###} s.");
        }
    }

    private ChildProgram Start()
    {
        try
        {
            return ChildProgram.Start(Program, Arguments, Folder, ImmutableDictionary<string, string?>.Empty);
        }
        catch (ProgramNotStartedException exception)
        {
            throw new ProgramFailedException($"{exception.Message}.");
        }
    }

    private async Task WriteAsync(StreamWriter input, CancellationToken cancellation)
    {
        try
        {
            await input.WriteAsync(Input.AsMemory(), cancellation).ConfigureAwait(false);
            input.Close();
        }
        catch (IOException)
        {
            // It does not want to know.
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (var read = 1; read > 0;)
        {
            read = await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            text.Append(buffer, 0, read);
            if (text.Length > LongestOutput)
            {
                throw new ProgramFailedException($"It wrote more than {LongestOutput / 1024 / 1024} MiB.");
            }
        }

        return text.ToString();
    }
}

/// <summary>How a program ended, and what it wrote to standard output.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output);

/// <summary>A program of this machine did not do what it was to do.</summary>
internal sealed class ProgramFailedException(string message) : Exception(message);
