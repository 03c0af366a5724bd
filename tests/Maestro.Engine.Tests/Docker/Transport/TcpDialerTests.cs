using System.Net;
using System.Net.Sockets;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;

namespace Maestro.Engine.Tests.Docker.Transport;

public sealed class TcpDialerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Gives_a_connected_stream()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await using var stream = await Dial("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Long);

        using var peer = await listener.AcceptSocketAsync();
        await stream.WriteAsync(new byte[] { 42 });
        var received = new byte[1];
        Assert.Equal(1, await peer.ReceiveAsync(received));
        Assert.Equal(42, received[0]);
    }

    [Fact]
    public async Task Says_that_nothing_listens_when_the_connection_is_refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => Dial("127.0.0.1", port, Long));

        Assert.Equal(ConnectionProblem.Refused, exception.Problem);
        Assert.Contains($"tcp://127.0.0.1:{port}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("is a Docker daemon listening", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_host_that_cannot_be_resolved()
    {
        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => Dial("no-such-ship.invalid", 2375, Long));

        Assert.Equal(ConnectionProblem.HostNameUnknown, exception.Problem);
        Assert.Contains("'no-such-ship.invalid' cannot be resolved", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_when_a_full_host_does_not_answer_in_time()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var port = ((IPEndPoint)full.LocalEndPoint!).Port;
        var queued = new List<Socket>();
        try
        {
            for (var i = 0; i < 4; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                queued.Add(socket);
                _ = socket.ConnectAsync(IPAddress.Loopback, port);
            }

            var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => Dial("127.0.0.1", port, TimeSpan.FromMilliseconds(200)));

            Assert.Equal(ConnectionProblem.TimedOut, exception.Problem);
            Assert.Contains("within 0.2 s", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            queued.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public void Writes_an_address_of_version_6_in_brackets()
        => Assert.Equal("tcp://[::1]:2375", new TcpDialer("::1", 2375, Long, TimeProvider.System).Address);

    private static async Task<Stream> Dial(string host, int port, TimeSpan timeout)
        => await new TcpDialer(host, port, timeout, TimeProvider.System).DialAsync(CancellationToken.None);
}
