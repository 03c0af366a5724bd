using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Where a forward listens on this machine.</summary>
/// <param name="Text">As OpenSSH writes it in a forward.</param>
/// <param name="EndPoint">Where to connect to.</param>
internal sealed record SshLocalEnd(string Text, EndPoint EndPoint)
{
    /// <summary>Of the socket; null for a port.</summary>
    public string? Path => EndPoint is UnixDomainSocketEndPoint ? Text : null;

    public static SshLocalEnd Socket(string path) => new(path, new UnixDomainSocketEndPoint(path));

    /// <summary>A free port for clients that cannot forward from a socket. Whatever runs on this machine can connect to it.</summary>
    public static SshLocalEnd Port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endPoint = (IPEndPoint)listener.LocalEndpoint;
        return new SshLocalEnd(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{endPoint.Port}"), endPoint);
    }

    /// <exception cref="SocketException">Nothing listens there.</exception>
    public async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = EndPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(EndPoint, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
