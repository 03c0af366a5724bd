using System.ComponentModel;
using System.Diagnostics;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>A client of OpenSSH that runs.</summary>
internal sealed class SshProcess : IAsyncDisposable
{
    /// <summary>How long an order to end may take until it is enforced; the guard takes half of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long to go on reading what was written when the client has ended and something that it started keeps the pipe open.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;

    private SshProcess(Process process)
    {
        _process = process;
        Ended = FollowAsync();
    }

    public SshOutput Output { get; } = new();

    /// <summary>Completes with its exit code when it has ended and what it wrote has been read.</summary>
    public Task<int> Ended { get; }

    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static SshProcess Start(ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            return new SshProcess(process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }

        if (OperatingSystem.IsWindows())
        {
            Kill();
        }

        try
        {
            await Ended.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill();
            await Ended.ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private async Task<int> FollowAsync()
    {
        using var reading = new CancellationTokenSource();
        var lines = ReadAsync(_process.StandardError, reading.Token);
        if (_process.StartInfo.RedirectStandardOutput)
        {
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        }

        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        reading.CancelAfter(Rest);
        await lines.ConfigureAwait(false);
        return _process.ExitCode;
    }

    private async Task ReadAsync(StreamReader from, CancellationToken cancellation)
    {
        try
        {
            while (await from.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                Output.Add(line.TrimEnd('\r'));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Nobody writes any more.
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended meanwhile.
        }
    }
}
