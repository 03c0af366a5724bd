using System.Net;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientFailuresTests
{
    [Fact]
    public async Task Reads_again_when_the_engine_has_dropped_a_pooled_connection()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            if (connection.Number > 1)
            {
                await connection.SendJsonAsync("[]");
            }
        });
        await using var client = Scripted.Client(server);

        Assert.Empty(await client.ListContainersAsync(CancellationToken.None));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Reads_again_when_an_answer_breaks_off()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.SendAsync(connection.Number > 1
                ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
                : "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[");
        });
        await using var client = Scripted.Client(server);

        Assert.Empty(await client.ListContainersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Does_not_repeat_a_change_of_which_nobody_knows_whether_it_happened()
    {
        var starts = 0;
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            Interlocked.Increment(ref starts);
            await connection.SendAsync("HTTP/1.1 2"); // it was at work
        });
        await using var client = Scripted.Client(server);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.StartContainerAsync("db-1", CancellationToken.None));

        Assert.Equal(ConnectionProblem.Lost, exception.Problem);
        Assert.Contains("POST /containers/db-1/start", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, starts);
    }

    [Fact]
    public async Task Works_on_after_the_engine_was_restarted()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("redis:7");
        await using var client = docker.CreateClient();
        await client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7" }, CancellationToken.None);

        await docker.KillAsync();
        var down = await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));
        await docker.ReviveAsync();

        Assert.Contains(down.Problem, new[] { ConnectionProblem.SocketMissing, ConnectionProblem.Refused });
        Assert.True(await client.StartContainerAsync("db-1", CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Survives_connections_that_broke_while_they_were_idle(bool tcp)
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("redis:7");
        docker.Run("db-1", "redis:7");
        await using var client = docker.CreateClient(tcp);
        for (var i = 0; i < 20; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.ListContainersAsync(CancellationToken.None)));
            docker.DropConnections();
            Assert.NotNull(await client.InspectContainerAsync("db-1", CancellationToken.None));
        }
    }

    [Theory]
    [InlineData("[{\"Id\":\"a\"")]
    [InlineData("{\"Id\":\"a\"}")]
    [InlineData("[{}]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Says_so_when_an_answer_is_not_an_engines(string json)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.SendJsonAsync(json);
        });
        await using var client = Scripted.Client(server);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.NotADockerEngine, exception.Problem);
    }

    [Theory]
    [InlineData("{\"message\":\"out of wine\"}", "out of wine")]
    [InlineData("404 page not found\n", "404 page not found")]
    [InlineData("{\"unexpected\":1}", "{\"unexpected\":1}")]
    [InlineData("", "HTTP 500 X without a message")]
    public async Task Finds_the_message_of_a_refusal_in_any_form(string body, string message)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.SendJsonAsync(body, 500);
        });
        await using var client = Scripted.Client(server);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.ListContainersAsync(CancellationToken.None));

        Assert.Equal((HttpStatusCode.InternalServerError, message), (exception.Status, exception.Message));
    }

    [Fact]
    public async Task Understands_fields_that_are_null_missing_or_new()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.SendJsonAsync(
                """
                [{"Id":"0123456789abcdef","Names":["/web/alias","/db-1"],"Image":"redis","ImageID":"sha256:1","Labels":null,"Ports":null,"State":"running","Novelty":{"a":[1]}},
                 {"Id":"fedcba9876543210","Names":null,"Ports":[{"PrivatePort":80,"Type":"tcp"}]}]
                """);
        });
        await using var client = Scripted.Client(server);

        var containers = await client.ListContainersAsync(CancellationToken.None);

        Assert.Equal(["db-1", "fedcba987654"], containers.Select(container => container.Name));
        Assert.Empty(containers[0].Labels);
        Assert.Empty(containers[0].Ports);
        Assert.Equal([new PublishedPort(80, 0, "tcp", string.Empty)], containers[1].Ports);
    }

    [Fact]
    public async Task Reads_every_network_and_port_of_a_container()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.SendJsonAsync(
                """
                {"Id":"a1","Name":"/db-1","Image":"sha256:1","State":{"Status":"running","StartedAt":"2026-01-02T03:04:05.123456789Z","FinishedAt":"0001-01-01T00:00:00Z","Health":{"Status":"none"}},
                 "Config":{"Tty":true,"Labels":null},"Mounts":[{"Type":"volume","Name":"v1","Source":"/x","Destination":"/data","Mode":"","RW":true}],
                 "NetworkSettings":{"Networks":{"back":{"IPAddress":"10.0.0.2","GlobalIPv6Address":"fd00::2"},"front":{"IPAddress":"10.1.0.2"},"none":null},
                  "Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8080"}],"53/udp":null}}}
                """);
        });
        await using var client = Scripted.Client(server);

        var details = (await client.InspectContainerAsync("db-1", CancellationToken.None))!;

        Assert.Equal(["10.0.0.2", "10.1.0.2", "fd00::2"], details.Addresses);
        Assert.Equal([new(80, 8080, "tcp", "0.0.0.0"), new(80, 8080, "tcp", "::"), new PublishedPort(53, 0, "udp", string.Empty)], details.Ports);
        Assert.Equal(DateTimeOffset.Parse("2026-01-02T03:04:05.1234567Z", System.Globalization.CultureInfo.InvariantCulture), details.StartedAt);
        Assert.Null(details.FinishedAt);
        Assert.Null(details.Health);
        Assert.True(details.Tty);
        Assert.Equal([new ContainerMount("volume", "v1", "/x", "/data", "rw")], details.Mounts);
    }

    [Fact]
    public async Task Leaves_a_call_that_does_not_answer_when_cancelled()
    {
        await using var docker = await FakeDocker.StartAsync();
        using var gate = docker.Hold("POST", "/containers/*/stop");
        await using var client = docker.CreateClient();
        using var cancel = new CancellationTokenSource();

        var call = client.StopContainerAsync("db-1", TimeSpan.FromSeconds(10), cancel.Token);
        await gate.Reached;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Follows_no_redirection()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.SendAsync("HTTP/1.1 301 Moved\r\nLocation: http://elsewhere.invalid/\r\nContent-Length: 0\r\n\r\n");
        });
        await using var client = Scripted.Client(server);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.ListContainersAsync(CancellationToken.None));

        Assert.Equal(HttpStatusCode.MovedPermanently, exception.Status);
    }
}
