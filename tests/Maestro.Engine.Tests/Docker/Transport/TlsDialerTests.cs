using System.Net.Security;
using System.Text;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport;

public sealed class TlsDialerTests : IDisposable
{
    private readonly TlsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", nameof(ConnectionProblem.SpeaksNoTls), "it answers in plain HTTP")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", nameof(ConnectionProblem.NotADockerEngine), "an SSH server listens there")]
    [InlineData("220 mail.example ESMTP\r\n", nameof(ConnectionProblem.SpeaksNoTls), "speaks no TLS")]
    [InlineData("", nameof(ConnectionProblem.Lost), "it hangs up")]
    public async Task Recognises_what_speaks_no_TLS(string answer, string problem, string words)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.Stream.ReadExactlyAsync(new byte[5]);
            await connection.SendAsync(answer);
        });

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => DialAsync(server));

        Assert.Equal(problem, exception.Problem.ToString());
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_alert_with_which_the_other_side_ends_the_handshake()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.Stream.ReadExactlyAsync(new byte[5]);
            await connection.SendAsync((byte[])[0x15, 3, 3, 0, 2, 2, 70]);
        });

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => DialAsync(server));

        Assert.Equal(ConnectionProblem.TlsFailed, exception.Problem);
        Assert.Contains("with the alert 'protocol version'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_an_engine_hangs_which_does_not_answer_the_handshake()
    {
        await using var server = ScriptedServer.Start(connection => connection.StaySilentAsync());

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => DialAsync(server, timeout: TimeSpan.FromMilliseconds(200)));

        Assert.Equal(ConnectionProblem.NoAnswer, exception.Problem);
        Assert.Contains("did not answer the TLS handshake within 0.2 s", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Has_one_time_for_connection_and_handshake_unless_the_connection_has_its_own(bool isForAll)
    {
        await using var server = TlsBench.Serve(_bench.Authority.IssueServer());
        var (time, timeout) = (new FakeTime(), TimeSpan.FromSeconds(7));
        var slow = new SlowDialer(new TcpDialer("127.0.0.1", server.Port, TlsBench.Long, TimeProvider.System), time, timeout);
        var dialer = new TlsDialer(slow, _bench.Verified, new TlsMaterials(), timeout, isForAll, time);

        var dialing = dialer.DialAsync(CancellationToken.None).AsTask();

        if (isForAll)
        {
            var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => dialing);
            Assert.Equal(ConnectionProblem.NoAnswer, exception.Problem);
            Assert.Contains("within 7 s", exception.Message, StringComparison.Ordinal);
        }
        else
        {
            await (await dialing).DisposeAsync();
        }
    }

    [Fact]
    public async Task Is_cancelled_in_the_middle_of_a_handshake()
    {
        var reached = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(connection =>
        {
            reached.SetResult();
            return connection.StaySilentAsync();
        });
        using var cancellation = new CancellationTokenSource();
        var dialing = TlsBench.Dialer(server, _bench.Verified).DialAsync(cancellation.Token).AsTask();
        await reached.Task;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dialing);
    }

    [Fact]
    public async Task Reads_its_files_once()
    {
        await using var server = _bench.ServeKnown(default, (certificate, _) => certificate is not null);
        var dialer = TlsBench.Dialer(server, _bench.WithClient(_bench.Authority));
        await using var first = await dialer.DialAsync(CancellationToken.None);
        foreach (var file in Directory.GetFiles(_bench.Folder.Path))
        {
            File.Delete(file);
        }

        await using var second = await dialer.DialAsync(CancellationToken.None);

        await second.WriteAsync("GET /_ping HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.True(await second.ReadAsync(new byte[100]) > 0);
    }

    [Fact]
    public async Task Names_a_file_that_cannot_be_used()
    {
        await using var server = TlsBench.Serve(_bench.Authority.IssueServer());
        var file = _bench.Folder.Write("bad.pem", "no certificate");

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(async () => await TlsBench.Dialer(server, _bench.Verified with { AuthorityFile = file }).DialAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.TlsFailed, exception.Problem);
        Assert.Contains($"'{file}' holds no certificate", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Ends_its_side_while_the_other_goes_on()
    {
        await using var server = ScriptedServer.Start(
            new SslServerAuthenticationOptions { ServerCertificate = _bench.Authority.IssueServer() },
            async connection =>
            {
                var received = new MemoryStream();
                await connection.Stream.CopyToAsync(received, connection.Closing);
                await connection.SendAsync($"{received.Length} bytes");
            });
        await using var stream = await TlsBench.Dialer(server, _bench.Verified).DialAsync(CancellationToken.None);
        await stream.WriteAsync(new byte[300_000]);

        await HalfClose.SendAsync(stream);

        var answer = new byte[100];
        var count = await stream.ReadAsync(answer);
        Assert.Equal("300000 bytes", Encoding.ASCII.GetString(answer, 0, count));
    }

    private async Task DialAsync(ScriptedServer server, TimeSpan? timeout = null)
        => await (await TlsBench.Dialer(server, _bench.Verified, timeout).DialAsync(CancellationToken.None)).DisposeAsync();

    /// <summary>A connection that is there after some time.</summary>
    private sealed class SlowDialer(IEngineDialer inner, FakeTime time, TimeSpan pause) : IEngineDialer
    {
        public string Address => inner.Address;

        public async ValueTask<Stream> DialAsync(CancellationToken cancellation)
        {
            time.Advance(pause);
            return await inner.DialAsync(cancellation);
        }
    }
}
