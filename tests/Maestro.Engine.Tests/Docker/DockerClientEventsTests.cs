using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientEventsTests : IAsyncLifetime
{
    private static readonly string[] Actions = ["start", "die", "health_status"];
    private FakeDocker _docker = null!;
    private IDockerClient _client = null!;

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _docker.AddImage("redis:7");
        _client = _docker.CreateClient();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _docker.DisposeAsync();
    }

    [Fact]
    public async Task Has_everything_that_happens_once_it_is_open()
    {
        await using var events = await _client.WatchContainersAsync(Actions, since: null, CancellationToken.None);

        var container = _docker.Run("db-1", "redis:7", new Dictionary<string, string> { ["role"] = "db" });
        _docker.SetHealth("db-1", "healthy");
        _docker.Exit("db-1", 3);

        var seen = await TakeAsync(events, 3);
        Assert.Equal(["start", "health_status: healthy", "die"], seen.Select(happened => happened.Action));
        Assert.All(seen, happened => Assert.Equal(container.Id, happened.Container));
        Assert.Equal(("db-1", "db", "3"), (seen[2].Attributes["name"], seen[2].Attributes["role"], seen[2].Attributes["exitCode"]));
        Assert.InRange(seen[0].Time, container.StartedAt!.Value.AddSeconds(-1), container.StartedAt.Value.AddSeconds(1));
        Assert.NotEqual(0, seen[0].Time.Ticks % TimeSpan.TicksPerSecond);
    }

    [Fact]
    public async Task Asks_for_the_wanted_events_of_containers()
    {
        await using var events = await _client.WatchContainersAsync(Actions, since: null, CancellationToken.None);

        var query = _docker.RequestsTo("GET", "/events").Single().Query;
        Assert.Equal("""{"type":["container"],"event":["start","die","health_status"]}""", query["filters"]);
        Assert.False(query.ContainsKey("since"));
    }

    [Fact]
    public async Task Replays_what_happened_since()
    {
        var start = DateTimeOffset.UtcNow.AddSeconds(-1);
        _docker.Run("db-1", "redis:7");

        await using var events = await _client.WatchContainersAsync(Actions, start, CancellationToken.None);

        Assert.Equal("start", (await TakeAsync(events, 1))[0].Action);
    }

    [Fact]
    public async Task Ends_when_the_engine_closes_the_stream()
    {
        await using var events = await _client.WatchContainersAsync(Actions, since: null, CancellationToken.None);

        _docker.EndEventStreams();

        Assert.Empty(await TakeAsync(events, 1));
    }

    [Fact]
    public async Task Fails_when_the_connection_breaks()
    {
        await using var events = await _client.WatchContainersAsync(Actions, since: null, CancellationToken.None);

        _docker.DropConnections();

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => TakeAsync(events, 1));
        Assert.Equal(ConnectionProblem.Lost, exception.Problem);
    }

    [Fact]
    public async Task Stops_waiting_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var events = await _client.WatchContainersAsync(Actions, since: null, CancellationToken.None);

        var reading = TakeAsync(events, 1, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Leaves_the_engine_when_disposed()
    {
        var events = await _client.WatchContainersAsync(Actions, since: null, CancellationToken.None);
        await FakeDocker.WaitUntilAsync(() => _docker.Watchers == 1, "a watcher");

        await events.DisposeAsync();

        await FakeDocker.WaitUntilAsync(() => _docker.Watchers == 0, "no watcher any more");
    }

    [Fact]
    public async Task Never_keeps_calls_waiting_however_many_streams_are_open()
    {
        var streams = new List<ContainerEventStream>();
        for (var i = 0; i < 30; i++)
        {
            streams.Add(await _client.WatchContainersAsync(Actions, since: null, CancellationToken.None));
        }

        Assert.Empty(await _client.ListContainersAsync(CancellationToken.None).WaitAsync(FakeDocker.Patience));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task Reads_events_that_come_in_pieces()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.BeginChunksAsync();
            await connection.SendChunkAsync("{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"a1\",\"Attr");
            await connection.SendChunkAsync("ibutes\":null},\"time\":5,\"timeNano\":5000000123}\n{\"Action\":\"die\",\"Actor\":{\"ID\":\"a2\"},\"time\":6}\n");
            await connection.EndChunksAsync();
        });
        await using var client = Scripted.Client(server);

        await using var events = await client.WatchContainersAsync(Actions, since: null, CancellationToken.None);
        var seen = await TakeAsync(events, 3);

        Assert.Equal([("a1", "start"), ("a2", "die")], seen.Select(happened => (happened.Container, happened.Action)));
        Assert.Equal([DateTimeOffset.UnixEpoch.AddSeconds(5).AddTicks(1), DateTimeOffset.UnixEpoch.AddSeconds(6)], seen.Select(happened => happened.Time));
    }

    private static async Task<List<ContainerEvent>> TakeAsync(ContainerEventStream events, int count, CancellationToken cancellation = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(FakeDocker.Patience);
        var seen = new List<ContainerEvent>();
        await foreach (var happened in events.ReadAllAsync(deadline.Token))
        {
            seen.Add(happened);
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }
}
