using System.Net;
using System.Net.Sockets;

namespace Maestro.Engine.Tests.Checks;

/// <summary>Accepts connections on a loopback address and treats each as it is told; port 0 takes a free one.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener;
    private readonly Func<Socket, CancellationToken, Task> _treat;
    private readonly Task _accepting;

    private Listener(string address, int port, Func<Socket, CancellationToken, Task> treat)
    {
        _treat = treat;
        _listener = new TcpListener(IPAddress.Parse(address), port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Accepted { get; private set; }

    /// <summary>A service that keeps the connection until the other side ends it.</summary>
    public static Listener ThatServes(string address = "127.0.0.1", int port = 0) => new(address, port, async (socket, end) =>
    {
        var buffer = new byte[16];
        while (await socket.ReceiveAsync(buffer, end) > 0)
        {
        }
    });

    /// <summary>A service that accepts and closes at once.</summary>
    public static Listener ThatClosesAtOnce(string address = "127.0.0.1", int port = 0) => new(address, port, (_, _) => Task.CompletedTask);

    /// <summary>A service that speaks first.</summary>
    public static Listener ThatGreets(string address = "127.0.0.1", int port = 0) => new(address, port, async (socket, end) =>
    {
        await socket.SendAsync("220 hello\r\n"u8.ToArray(), end);
        await socket.ReceiveAsync(new byte[16], end);
    });

    /// <summary>
    /// Behaves as Docker's user-land proxy: accepts, connects to the service, closes altogether when nobody is there, and else copies
    /// both ways, passing on the end of each direction by itself.
    /// </summary>
    public static Listener ThatProxiesTo(string address, int port) => new("127.0.0.1", 0, async (front, end) =>
    {
        using var back = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await back.ConnectAsync(address, port, end);
        await Task.WhenAll(CopyAsync(front, back, end), CopyAsync(back, front, end));
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken end)
    {
        try
        {
            var buffer = new byte[1024];
            while (await from.ReceiveAsync(buffer, end) is > 0 and var count)
            {
                await to.SendAsync(buffer.AsMemory(0, count), end);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // As the real one: this direction is over, the other one ends by itself.
        }
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                Accepted++;
                open.Add(TreatAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TreatAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await _treat(socket, _end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The other side, or the test, has ended it.
            }
        }
    }
}
