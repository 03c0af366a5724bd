using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class ApiNegotiationTests
{
    [Theory]
    [InlineData("1.41", "1.41")]
    [InlineData("1.40", "1.40")]
    [InlineData("1.51", "1.51")]
    [InlineData("1.99", "1.51")]
    public async Task Speaks_the_newest_version_that_both_know(string engine, string agreed)
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.ApiVersion = engine;
        await using var client = docker.CreateClient();

        var version = await client.NegotiateAsync(CancellationToken.None);
        await client.ListContainersAsync(CancellationToken.None);

        Assert.Equal(new EngineVersion(agreed, engine, "Docker/20.10.24 (linux)"), version);
        Assert.Equal(agreed, docker.RequestsTo("GET", "/containers/json").Single().Version);
    }

    [Fact]
    public async Task Names_both_versions_when_the_engine_is_too_old()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.ApiVersion = "1.39";

        var exception = await FailAsync(docker);

        Assert.Equal(ConnectionProblem.EngineVersion, exception.Problem);
        Assert.Contains("1.39 at most", exception.Message, StringComparison.Ordinal);
        Assert.Contains("at least 1.40", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passes_on_what_a_too_new_engine_says()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.ApiVersion = "1.70";
        docker.MinApiVersion = "1.60";

        var exception = await FailAsync(docker);

        Assert.Equal(ConnectionProblem.EngineVersion, exception.Problem);
        Assert.Contains("1.40 to 1.51", exception.Message, StringComparison.Ordinal);
        Assert.Contains("speaks API version 1.60 at least", exception.Message, StringComparison.Ordinal);
        Assert.Contains("update Maestro", exception.Message, StringComparison.Ordinal);
        Assert.Contains("client version 1.51 is too old. Minimum supported API version is 1.60", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.41")]
    [InlineData("1.40")]
    [InlineData("1.24")]
    public async Task Speaks_a_pinned_version_whatever_the_engine_would_like(string pinned)
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.ApiVersion = "1.45";
        await using var client = Pinned(docker, pinned);

        var version = await client.NegotiateAsync(CancellationToken.None);
        await client.ListContainersAsync(CancellationToken.None);

        Assert.Equal((pinned, "1.45"), (version.ApiVersion, version.EngineApiVersion));
        Assert.Equal(pinned, docker.RequestsTo("GET", "/containers/json").Single().Version);
    }

    [Fact]
    public async Task Says_what_the_engine_speaks_when_a_pinned_version_is_too_new()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.ApiVersion = "1.41";
        await using var client = Pinned(docker, "1.45");

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.NegotiateAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.EngineVersion, exception.Problem);
        Assert.EndsWith("speaks API version 1.41 at most, and 'api_version' asks for 1.45: leave 'api_version' out, or write 1.41.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_the_engine_speaks_when_a_pinned_version_is_too_old()
    {
        await using var docker = await FakeDocker.StartAsync();
        (docker.ApiVersion, docker.MinApiVersion) = ("1.52", "1.44");
        await using var client = Pinned(docker, "1.41");

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.EngineVersion, exception.Problem);
        Assert.Contains("speaks API version 1.44 at least, and 'api_version' asks for 1.41: leave 'api_version' out, or raise it.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognises_a_web_server()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.IsSomeWebServer = true;

        var exception = await FailAsync(docker);

        Assert.Equal(ConnectionProblem.NotADockerEngine, exception.Problem);
        Assert.Contains("is not a Docker engine", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", nameof(ConnectionProblem.NotADockerEngine), "an SSH server, and 'ssh_tunnel' goes through one")]
    [InlineData("220 mail.example ESMTP\r\n", nameof(ConnectionProblem.NotADockerEngine), "no HTTP")]
    [InlineData("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n", nameof(ConnectionProblem.ExpectsTls), "write 'tls: true'")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 53\r\n\r\n<p>The plain HTTP request was sent to HTTPS port.</p>", nameof(ConnectionProblem.ExpectsTls), "wants to be spoken to in TLS")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0046", nameof(ConnectionProblem.ExpectsTls), "it answers with TLS")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", nameof(ConnectionProblem.NotADockerEngine), "HTTP 404 and without an API version")]
    [InlineData("", nameof(ConnectionProblem.Lost), "hangs up on every ping; is it a Docker engine, and does it perhaps expect TLS?")]
    public async Task Recognises_a_server_of_another_kind(string answer, string problem, string words)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(answer);
        });
        await using var client = Scripted.Client(server);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.NegotiateAsync(CancellationToken.None));

        Assert.Equal(problem, exception.Problem.ToString());
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pings_once_for_all_concurrent_callers()
    {
        await using var docker = await FakeDocker.StartAsync();
        await using var client = docker.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ListContainersAsync(CancellationToken.None)));

        Assert.Single(docker.RequestsTo("GET", "/_ping"));
    }

    [Fact]
    public async Task Pings_again_after_the_connection_broke()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.Break("GET", "/_ping", times: 3);
        await using var client = docker.CreateClient();

        var version = await client.NegotiateAsync(CancellationToken.None);

        Assert.Equal("1.41", version.ApiVersion);
    }

    [Fact]
    public async Task Gives_up_when_the_connection_breaks_again_and_again()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.Break("GET", "/_ping");

        var exception = await FailAsync(docker);

        Assert.Equal(ConnectionProblem.Lost, exception.Problem);
    }

    [Fact]
    public async Task Can_be_tried_again_after_it_failed()
    {
        await using var docker = await FakeDocker.StartAsync();
        await docker.KillAsync();
        await using var client = docker.CreateClient();
        await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));

        await docker.ReviveAsync();

        Assert.Empty(await client.ListContainersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Goes_on_for_the_others_when_one_caller_gives_up()
    {
        await using var docker = await FakeDocker.StartAsync();
        using var gate = docker.Hold("GET", "/_ping");
        await using var client = docker.CreateClient();
        using var impatient = new CancellationTokenSource();
        var first = client.NegotiateAsync(impatient.Token);
        var second = client.NegotiateAsync(CancellationToken.None);
        await gate.Reached;

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.Release();

        Assert.Equal("1.41", (await second).ApiVersion);
        Assert.Single(docker.RequestsTo("GET", "/_ping"));
    }

    [Fact]
    public async Task Learns_the_new_version_of_an_engine_that_was_replaced()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.ApiVersion = "1.45";
        await using var client = docker.CreateClient();
        await client.ListContainersAsync(CancellationToken.None);

        docker.ApiVersion = "1.41";
        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.EngineVersion, exception.Problem);
        Assert.Empty(await client.ListContainersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Says_that_an_engine_hangs_which_does_not_answer_a_ping()
    {
        await using var server = ScriptedServer.Start(connection => connection.StaySilentAsync());
        var time = new HastyTime();
        await using var client = new DockerClient(new TcpDialer("127.0.0.1", server.Port, FakeDocker.Patience, TimeProvider.System), time);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.NegotiateAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.NoAnswer, exception.Problem);
        Assert.Contains("within 30 s; does it or its machine hang", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.41", true)]
    [InlineData("1.9", true)]
    [InlineData("1", false)]
    [InlineData("1.x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Reads_versions(string? text, bool isOne) => Assert.Equal(isOne, ApiVersion.TryParse(text, out _));

    [Fact]
    public void Compares_versions_as_numbers() => Assert.True(new ApiVersion(1, 9) < new ApiVersion(1, 41));

    private static DockerClient Pinned(FakeDocker docker, string version)
        => new(new UnixSocketDialer(docker.SocketPath, FakeDocker.Patience, TimeProvider.System), TimeProvider.System, pinned: ApiVersion.TryParse(version, out var parsed) ? parsed : null);

    private static async Task<DockerConnectionException> FailAsync(FakeDocker docker)
    {
        await using var client = docker.CreateClient();
        return await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));
    }
}
