using System.Net.Sockets;

namespace Maestro.Engine.Checks;

/// <summary>An attempt to connect, successful or not.</summary>
internal sealed class Connection : IDisposable
{
    private Connection(Socket? socket, string finding, bool isRefused)
    {
        Socket = socket;
        Finding = finding;
        IsRefused = isRefused;
    }

    /// <summary>The connected socket, or null.</summary>
    public Socket? Socket { get; }

    /// <summary>Why there is none.</summary>
    public string Finding { get; }

    /// <summary>Whether the other side is there and nobody listens.</summary>
    public bool IsRefused { get; }

    public static async Task<Connection> OpenAsync(string host, int port, TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, deadline.Token).ConfigureAwait(false);
            return new Connection(socket, "connected", isRefused: false);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            return new Connection(null, Describe(exception), exception.SocketErrorCode == SocketError.ConnectionRefused);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            return new Connection(null, "no answer", isRefused: false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => Socket?.Dispose();

    private static string Describe(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "host name unknown",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no route to the host",
        _ => exception.Message,
    };
}
