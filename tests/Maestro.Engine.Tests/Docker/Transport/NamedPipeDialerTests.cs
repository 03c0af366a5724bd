using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport;

public sealed class NamedPipeDialerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly string _name = $"maestro-{Guid.NewGuid():N}";

    [Theory]
    [InlineData("//./pipe/")]
    [InlineData(@"\\.\pipe\")]
    public async Task Speaks_to_an_engine_over_a_pipe(string folder)
    {
        await using var server = Server();
        var serving = AnswerAsync(server);
        await using var client = new DockerClient(new NamedPipeDialer(folder + _name, Long, TimeProvider.System), TimeProvider.System);

        var version = await client.NegotiateAsync(CancellationToken.None);

        Assert.Equal("1.41", version.ApiVersion);
        Assert.StartsWith("GET /_ping HTTP/1.1", await serving, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_at_once_that_there_is_no_such_pipe()
    {
        var exception = await FailAsync($"//./pipe/{_name}");

        Assert.Equal(ConnectionProblem.SocketMissing, exception.Problem);
        Assert.StartsWith($"The Docker engine at npipe:////./pipe/{_name} cannot be reached: there is no such pipe", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//./docker_engine")]
    [InlineData("//./pipe/")]
    public async Task Says_how_a_pipe_is_written(string path)
        => Assert.Contains("npipe:////./pipe/docker_engine", (await FailAsync(path)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Gives_up_a_pipe_that_takes_no_connection()
    {
        using var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        left.Bind(new UnixDomainSocketEndPoint(Path.Combine(Path.GetTempPath(), $"CoreFxPipe_{_name}"))); // what a pipe is on Linux

        var exception = await FailAsync($"//./pipe/{_name}", TimeSpan.FromMilliseconds(100));

        Assert.Equal(ConnectionProblem.TimedOut, exception.Problem);
        Assert.Contains("took no connection within 0.1 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_cancelled_while_it_waits()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await new NamedPipeDialer($"//./pipe/{_name}", Long, TimeProvider.System).DialAsync(cancellation.Token));
    }

    private NamedPipeServerStream Server() => new(_name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);

    private static async Task<string> AnswerAsync(NamedPipeServerStream server)
    {
        await server.WaitForConnectionAsync();
        var request = new byte[4096];
        var count = await server.ReadAsync(request);
        await server.WriteAsync(Encoding.ASCII.GetBytes(ScriptedConnection.Pong));
        return Encoding.ASCII.GetString(request, 0, count);
    }

    private static async Task<DockerConnectionException> FailAsync(string path, TimeSpan? timeout = null)
        => await Assert.ThrowsAsync<DockerConnectionException>(async () => await new NamedPipeDialer(path, timeout ?? Long, TimeProvider.System).DialAsync(CancellationToken.None));
}
