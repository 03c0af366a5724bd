using System.IO.Pipes;
using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Says that nothing more will be sent over a connection, while the other side may go on.</summary>
internal static class HalfClose
{
    public static async ValueTask SendAsync(Stream connection)
    {
        switch (connection)
        {
            case NetworkStream network:
                network.Socket.Shutdown(SocketShutdown.Send);
                break;
            case TlsStream tls:
                await tls.EndWritingAsync().ConfigureAwait(false);
                break;
            case PipeStream pipe when OperatingSystem.IsWindows():
                NamedPipeEnd.Send(pipe);
                break;
            default:
                break; // a transport that cannot is closed as a whole when the command ends
        }
    }
}
