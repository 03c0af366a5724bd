using System.Net;
using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport;

/// <summary>What all dialers of sockets have in common: a connect that ends at a time-out, and a socket that is not left behind.</summary>
internal static class SocketDial
{
    public static async ValueTask<Stream> ConnectAsync(
        Socket socket, EndPoint endPoint, TimeSpan timeout, TimeProvider time, Func<Exception, DockerConnectionException> explain, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await socket.ConnectAsync(endPoint, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw explain(exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw explain(new TimeoutException("The connection attempt timed out.", exception));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
