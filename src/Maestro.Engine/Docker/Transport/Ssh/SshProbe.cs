using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Finds out whether an engine answers through a tunnel.</summary>
/// <remarks>
/// The first answer of a fresh tunnel would be 40 ms late. OpenSSH's server holds back a small packet until the one before it is acknowledged, as TCP
/// does unless told otherwise, and a client that has nothing to send acknowledges that late. Opening further connections makes it send something.
/// </remarks>
internal sealed class SshProbe(SshLocalEnd end, TimeProvider time)
{
    private const int MostNudges = 12;

    private static readonly byte[] Ping = "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"u8.ToArray();
    private static readonly TimeSpan FirstNudge = TimeSpan.FromMilliseconds(3);

    /// <returns>False when the connection is closed without an answer.</returns>
    /// <exception cref="SocketException">The connection breaks.</exception>
    public async Task<bool> AnswersAsync(Socket connection, CancellationToken cancellation)
    {
        var nudges = new List<Socket>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await connection.SendAsync(Ping, cancellation).ConfigureAwait(false);
            var answer = connection.ReceiveAsync(new byte[1], cancellation).AsTask();
            var nudging = NudgeAsync(nudges, answer, stop.Token);
            try
            {
                return await answer.ConfigureAwait(false) > 0;
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await nudging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            nudges.ForEach(n => n.Dispose());
        }
    }

    private async Task NudgeAsync(List<Socket> nudges, Task answer, CancellationToken cancellation)
    {
        for (var pause = FirstNudge; nudges.Count < MostNudges && !answer.IsCompleted; pause *= 1.5)
        {
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
            nudges.Add(await end.ConnectAsync(cancellation).ConfigureAwait(false));
        }
    }
}
