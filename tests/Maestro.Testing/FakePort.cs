using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Maestro.Testing;

/// <summary>A published port of a <see cref="FakeContainer"/>; it really listens where the engine was told to.</summary>
public sealed class FakePort : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private TcpListener? _listener;
    private volatile bool _serving;

    internal FakePort(int exposed, string protocol, string address, int external)
        => (Exposed, Protocol, Address, External) = (exposed, protocol, address, external);

    public int Exposed { get; }

    public string Protocol { get; }

    /// <summary>As it was asked for.</summary>
    public string Address { get; }

    public int External { get; private set; }

    /// <summary>What it sends back when somebody has sent something; null to keep silent.</summary>
    internal string? HttpAnswer { get; set; }

    internal bool IsListening => _listener is not null;

    internal string Key => $"{Exposed}/{Protocol}";

    /// <summary>Opens the port; until <see cref="Serve"/> each connection is closed at once, as Docker's proxy does.</summary>
    internal void Listen(IPAddress address)
    {
        _listener = new TcpListener(address, External);
        _listener.Start();
        External = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>From now on connections are kept.</summary>
    internal void Serve() => _serving = true;

    public void Dispose()
    {
        _closing.Cancel();
        _listener?.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_closing.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the container has ended
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            if (!_serving)
            {
                return;
            }

            try
            {
                var buffer = new byte[1024];
                while (await client.GetStream().ReadAsync(buffer, _closing.Token) > 0)
                {
                    if (HttpAnswer is { } answer)
                    {
                        var body = Encoding.UTF8.GetBytes(answer);
                        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), _closing.Token);
                        await client.GetStream().WriteAsync(body, _closing.Token);
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // the peer or the container has ended
            }
        }
    }
}
