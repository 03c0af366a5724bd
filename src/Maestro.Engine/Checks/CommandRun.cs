using System.Collections;
using System.ComponentModel;
using System.Diagnostics;

namespace Maestro.Engine.Checks;

/// <summary>Runs a command on this machine, without a shell. When it is given up, the command goes with all that it has started.</summary>
internal sealed class CommandRun(IReadOnlyList<string> command, string workingDirectory, OutputTail output)
{
    private const int BufferSize = 4096;

    /// <summary>How long to go on reading what was written when the command has ended and something it left behind keeps its output open.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    /// <summary>What the command's environment has on top of that of this process; a null value takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>What is on its standard input.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>The variables of this process with others on top.</summary>
    public static SortedDictionary<string, string> Merge(IReadOnlyDictionary<string, string?> variables)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry own in Environment.GetEnvironmentVariables())
        {
            merged[(string)own.Key] = (string?)own.Value ?? string.Empty;
        }

        foreach (var (name, value) in variables)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    public async Task<CommandResult> ToEndAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ProgramPath.Find(command[0], workingDirectory) is not { } program)
        {
            return new CommandResult(null, $"there is no program '{command[0]}' on this machine; commands run in {workingDirectory}", IsHopeless: true);
        }

        using var process = new Process { StartInfo = Describe(program) };
        var group = new ProcessGroup(process);
        try
        {
            group.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return new CommandResult(null, $"'{command[0]}' cannot be run: {exception.Message}", IsHopeless: true);
        }

        return await FollowAsync(process, group, cancellation).ConfigureAwait(false);
    }

    private async Task<CommandResult> FollowAsync(Process process, ProcessGroup group, CancellationToken cancellation)
    {
        using var reading = new CancellationTokenSource();
        var streams = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, reading.Token),
            CopyAsync(process.StandardError.BaseStream, reading.Token),
            FeedAsync(process.StandardInput.BaseStream, reading.Token));
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            reading.CancelAfter(Rest);
        }
        catch (OperationCanceledException)
        {
            group.Kill();
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            await reading.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await streams.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new CommandResult(process.ExitCode, output.ToString());
    }

    private ProcessStartInfo Describe(string program)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var word in command.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task CopyAsync(Stream from, CancellationToken cancellation)
    {
        var buffer = new byte[BufferSize];
        try
        {
            while (await from.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
            {
                output.Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The command is over.
        }
    }

    private async Task FeedAsync(Stream to, CancellationToken cancellation)
    {
        try
        {
            await using (to.ConfigureAwait(false))
            {
                await to.WriteAsync(Input, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The command does not read it.
        }
    }
}
