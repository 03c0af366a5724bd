using System.Net.Sockets;

namespace Maestro.Engine.Checks;

/// <summary>Tells from a connection accepted by Docker's user-land proxy whether a service stands behind it.</summary>
/// <remarks>
/// The proxy accepts first and connects to the container then. When nobody listens there, it closes its side altogether, so that what is
/// sent to it is answered by a reset. When the service has accepted and closed at once, the proxy passes on the end of the stream only
/// and still takes what is sent. A service that keeps the connection open, or speaks first, needs no such test.
/// </remarks>
internal static class ProxiedConnection
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ResetComesWithin = TimeSpan.FromMilliseconds(50);

    public static async Task<bool> IsServedAsync(Socket socket, CancellationToken cancellation)
        => await ReadAsync(socket, Silence, cancellation).ConfigureAwait(false) switch
        {
            ReadEnd.Nothing or ReadEnd.Data => true,
            ReadEnd.EndOfStream => await TakesWhatIsSentAsync(socket, cancellation).ConfigureAwait(false),
            _ => false,
        };

    private static async Task<bool> TakesWhatIsSentAsync(Socket socket, CancellationToken cancellation)
    {
        try
        {
            await socket.SendAsync("\n"u8.ToArray(), SocketFlags.None, cancellation).ConfigureAwait(false);
            await Task.Delay(ResetComesWithin, TimeProvider.System, cancellation).ConfigureAwait(false);
            await socket.SendAsync("\n"u8.ToArray(), SocketFlags.None, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<ReadEnd> ReadAsync(Socket socket, TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            var buffer = new byte[1];
            return await socket.ReceiveAsync(buffer, SocketFlags.Peek, deadline.Token).ConfigureAwait(false) == 0 ? ReadEnd.EndOfStream : ReadEnd.Data;
        }
        catch (SocketException)
        {
            return ReadEnd.Reset;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ReadEnd.Nothing;
        }
    }

    private enum ReadEnd
    {
        Nothing,
        Data,
        EndOfStream,
        Reset,
    }
}
