using System.ComponentModel;
using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>One try to log in.</summary>
internal sealed class SshLogin(SshRoute route, SshPlatform platform, TimeProvider time)
{
    /// <summary>OpenSSH keeps to the time-out itself and knows better what it has waited for; it does not while it proves who the user is.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(40);

    /// <param name="needsAllForwards">Whether a forward of the user's own configuration that cannot be set up ends it.</param>
    /// <exception cref="SshException">It did not succeed.</exception>
    public async Task<SshTunnel> RunAsync(bool needsAllForwards, CancellationToken cancellation)
    {
        var forwards = MakeForwards();
        var process = Start(forwards, needsAllForwards);
        var tunnel = new SshTunnel(route, forwards, process, time);
        try
        {
            await WaitUntilListeningAsync(forwards.First.Here, process, cancellation).ConfigureAwait(false);
            return tunnel;
        }
        catch
        {
            await tunnel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private SshForwards MakeForwards()
    {
        try
        {
            return SshForwards.Make(route, platform, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SshException(new SshTrouble(ConnectionProblem.SshFailed, $"no folder for its socket can be made in {platform.Folder}: {exception.Message}") { Remedy = SshRemedy.GiveUp });
        }
    }

    private SshProcess Start(SshForwards forwards, bool needsAllForwards)
    {
        try
        {
            return SshProcess.Start(SshGuard.Describe(platform.Program, forwards.Path, SshArguments.Of(route, forwards.All, needsAllForwards)));
        }
        catch (Win32Exception exception)
        {
            forwards.Dispose();
            throw new SshException(new SshTrouble(ConnectionProblem.SshMissing, $"'{platform.Program}' cannot be started: {exception.Message}; install the client of OpenSSH.") { Remedy = SshRemedy.GiveUp });
        }
    }

    private async Task WaitUntilListeningAsync(SshLocalEnd end, SshProcess process, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        for (var pause = FirstPause; !await IsListeningAsync(end, cancellation).ConfigureAwait(false); pause = pause < LongestPause ? pause * 1.25 : LongestPause)
        {
            if (process.Ended.IsCompleted)
            {
                throw new SshException(SshDiagnosis.Of(route, process.Output.Lines, await process.Ended.ConfigureAwait(false)));
            }

            if (time.GetElapsedTime(start) > route.ConnectTimeout + Grace)
            {
                throw new SshException(SshDiagnosis.Of(route, process.Output.Lines, exitCode: null));
            }

            await Task.WhenAny(process.Ended, Task.Delay(pause, time, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static async Task<bool> IsListeningAsync(SshLocalEnd end, CancellationToken cancellation)
    {
        if (end.Path is { } path && !File.Exists(path))
        {
            return false;
        }

        try
        {
            using var connection = await end.ConnectAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
