using System.Net;
using System.Text;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientLogsTests : IAsyncLifetime
{
    private FakeDocker _docker = null!;
    private IDockerClient _client = null!;

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _docker.AddImage("redis:7");
        _docker.Run("db-1", "redis:7");
        _docker.WriteLog("db-1", "ready");
        _docker.WriteLog("db-1", "oh no", isError: true);
        _client = _docker.CreateClient();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _docker.DisposeAsync();
    }

    [Fact]
    public async Task Reads_both_outputs_in_order()
        => Assert.Equal(["Output: ready\n", "Error: oh no\n"], await ReadAsync("db-1", new LogQuery()));

    [Fact]
    public async Task Reads_the_last_lines_only()
        => Assert.Equal(["Error: oh no\n"], await ReadAsync("db-1", new LogQuery { Tail = 1 }));

    [Fact]
    public async Task Asks_for_what_is_wanted()
    {
        await ReadAsync("db-1", new LogQuery { Timestamps = true, Since = DateTimeOffset.UnixEpoch.AddSeconds(5).AddTicks(12) });

        var query = _docker.RequestsTo("GET", "/containers/db-1/logs").Single().Query;
        Assert.Equal(("1", "1", "all", "0", "1", "5.000001200"), (query["stdout"], query["stderr"], query["tail"], query["follow"], query["timestamps"], query["since"]));
    }

    [Fact]
    public async Task Follows_until_the_container_ends()
    {
        using var deadline = new CancellationTokenSource(FakeDocker.Patience);
        await using var chunks = _client.ReadLogsAsync("db-1", new LogQuery { Follow = true, Tail = 1 }, deadline.Token).GetAsyncEnumerator(deadline.Token);
        Assert.True(await chunks.MoveNextAsync());

        _docker.WriteLog("db-1", "later");
        Assert.True(await chunks.MoveNextAsync());
        Assert.Equal("later\n", Encoding.UTF8.GetString(chunks.Current.Bytes.Span));

        _docker.Exit("db-1", 0);
        Assert.False(await chunks.MoveNextAsync());
    }

    [Fact]
    public async Task Stops_following_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var chunks = _client.ReadLogsAsync("db-1", new LogQuery { Follow = true }, cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await chunks.MoveNextAsync());
        Assert.True(await chunks.MoveNextAsync());

        var next = chunks.MoveNextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Fails_for_a_container_that_is_not_there()
    {
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => ReadAsync("gone", new LogQuery()));

        Assert.Equal((HttpStatusCode.NotFound, "GET /containers/gone/logs"), (exception.Status, exception.Request));
    }

    [Fact]
    public async Task Says_that_the_connection_broke_while_a_log_was_followed()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.BeginChunksAsync();
            await connection.SendChunkAsync([1, 0, 0, 0, 0, 0, 0, 5, (byte)'h', (byte)'i']);
        });
        await using var client = Scripted.Client(server);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => ReadAsync("db-1", new LogQuery { Follow = true }, client));

        Assert.Equal(ConnectionProblem.Lost, exception.Problem);
    }

    private async Task<List<string>> ReadAsync(string container, LogQuery query, IDockerClient? client = null)
    {
        var lines = new List<string>();
        await foreach (var chunk in (client ?? _client).ReadLogsAsync(container, query, CancellationToken.None))
        {
            lines.Add($"{chunk.Source}: {Encoding.UTF8.GetString(chunk.Bytes.Span)}");
        }

        return lines;
    }
}
