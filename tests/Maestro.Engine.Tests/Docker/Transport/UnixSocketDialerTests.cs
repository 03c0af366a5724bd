using System.Net.Sockets;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;

namespace Maestro.Engine.Tests.Docker.Transport;

public sealed class UnixSocketDialerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ud").FullName;

    private string Socket => Path.Combine(_folder, "d.sock");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Asks_whether_the_engine_is_installed_when_there_is_no_socket()
    {
        var exception = await Assert.ThrowsAsync<DockerConnectionException>(Dial);

        Assert.Equal(ConnectionProblem.SocketMissing, exception.Problem);
        Assert.Equal($"The Docker engine at unix://{Socket} cannot be reached: there is no such socket; is the Docker engine installed and running?", exception.Message);
    }

    [Fact]
    public async Task Says_that_nobody_listens_on_a_socket_that_was_left_behind()
    {
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(Socket));
            File.Move(Socket, Socket + ".kept"); // closing deletes what it bound
        }

        File.Move(Socket + ".kept", Socket);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(Dial);

        Assert.Equal(ConnectionProblem.Refused, exception.Problem);
    }

    [Fact]
    public async Task Says_what_to_do_when_the_path_is_too_long_for_a_socket()
    {
        var dialer = new UnixSocketDialer("/tmp/" + new string('x', 200), TimeSpan.FromSeconds(5), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(async () => await dialer.DialAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.SocketMissing, exception.Problem);
        Assert.Contains("too long", exception.Message, StringComparison.Ordinal);
    }

    private async Task<Stream> Dial()
        => await new UnixSocketDialer(Socket, TimeSpan.FromSeconds(5), TimeProvider.System).DialAsync(CancellationToken.None);
}
