using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientTimeoutsTests
{
    /// <summary>A second of real time is enough for a ping, even where much else goes on.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(100);

    private static readonly EngineTimeouts Strict = new() { Idle = Short, Silence = TimeSpan.FromSeconds(5) };

    public static TheoryData<string, string, string> Calls() => new()
    {
        { "GET", "/containers/json", "list" },
        { "GET", "/containers/*/json", "inspect" },
        { "POST", "/containers/*/start", "start" },
        { "POST", "/containers/*/stop", "stop" },
        { "DELETE", "/containers/*", "remove" },
        { "GET", "/events", "events" },
        { "GET", "/containers/*/logs", "logs" },
        { "POST", "/images/create", "pull" },
        { "POST", "/exec/*/start", "exec" },
        { "POST", "/exec/*/start", "attach" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Give_up_an_engine_that_freezes_over_a_call(string method, string path, string call)
    {
        await using var docker = await RunningAsync();
        await using var client = Client(docker, Strict);
        var exec = await client.CreateExecAsync("web-1", new CreateExecRequest(["true"]), CancellationToken.None);
        using var frozen = docker.Hold(method, path);
        using var silent = docker.Hold("GET", "/_ping");

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => CallAsync(client, call, exec));

        Assert.Equal(ConnectionProblem.NoAnswer, exception.Problem);
    }

    [Theory]
    [InlineData("POST", "/containers/*/start", "start")]
    [InlineData("POST", "/containers/*/stop", "stop")]
    [InlineData("POST", "/images/create", "pull")]
    public async Task Wait_for_an_engine_that_is_slow_and_answers_pings(string method, string path, string call)
    {
        await using var docker = await RunningAsync();
        await using var client = Client(docker, Strict with { Idle = 20 * Short });
        await client.ListContainersAsync(CancellationToken.None);
        using var slow = docker.Hold(method, path);
        var calling = CallAsync(client, call, exec: string.Empty);

        await FakeDocker.WaitUntilAsync(() => docker.RequestsTo("GET", "/_ping").Count > 4, "pings while nothing is answered");
        slow.Release();

        await calling;
    }

    [Theory]
    [InlineData("events")]
    [InlineData("logs")]
    [InlineData("attach")]
    public async Task Give_up_an_engine_that_freezes_in_the_middle_of_a_stream(string call)
    {
        await using var docker = await RunningAsync();
        docker.HangExecs("web-1");
        await using var client = Client(docker, Strict);
        var exec = await client.CreateExecAsync("web-1", new CreateExecRequest(["cat"]), CancellationToken.None);
        var calling = CallAsync(client, call, exec);
        await FakeDocker.WaitUntilAsync(() => docker.RequestsTo("GET", "/_ping").Count > 2, "pings while nothing happens");
        using var silent = docker.Hold("GET", "/_ping");

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => calling);

        Assert.Equal(ConnectionProblem.NoAnswer, exception.Problem);
        Assert.Contains("of silence over", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Give_up_a_call_that_takes_too_long_altogether_even_if_the_engine_lives()
    {
        await using var docker = await RunningAsync();
        await using var client = Client(docker, new EngineTimeouts { Total = 2 * Short, Silence = Short });
        await client.NegotiateAsync(CancellationToken.None);
        using var slow = docker.Hold("POST", "/containers/*/start");

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(() => CallAsync(client, "start", exec: string.Empty));

        Assert.Equal(ConnectionProblem.NoAnswer, exception.Problem);
        Assert.Contains("has not answered POST /containers/web-1/start within 200 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_a_cancellation_what_it_is()
    {
        await using var docker = await RunningAsync();
        await using var client = Client(docker, Strict with { Idle = 100 * Short });
        using var slow = docker.Hold("GET", "/containers/json");
        using var cancellation = new CancellationTokenSource();
        var listing = client.ListContainersAsync(cancellation.Token);
        await slow.Reached;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
    }

    private static async Task CallAsync(DockerClient client, string call, string exec)
    {
        var none = CancellationToken.None;
        switch (call)
        {
            case "list":
                await client.ListContainersAsync(none);
                break;
            case "inspect":
                await client.InspectContainerAsync("web-1", none);
                break;
            case "start":
                await client.StartContainerAsync("web-1", none);
                break;
            case "stop":
                await client.StopContainerAsync("web-1", TimeSpan.FromSeconds(1), none);
                break;
            case "remove":
                await client.RemoveContainerAsync("web-1", force: true, anonymousVolumes: false, none);
                break;
            case "events":
                await using (var events = await client.WatchContainersAsync([], null, none))
                {
                    await DrainAsync(events.ReadAllAsync(none));
                }

                break;
            case "logs":
                await DrainAsync(client.ReadLogsAsync("web-1", new LogQuery { Follow = true }, none));
                break;
            case "pull":
                await DrainAsync(client.PullImageAsync("web", "latest", null, null, none));
                break;
            case "exec":
                await DrainAsync(client.StartExecAsync(exec, none));
                break;
            default:
                await using (var attached = await client.AttachExecAsync(exec, tty: false, none))
                {
                    await DrainAsync(attached.ReadAllAsync(none));
                }

                break;
        }
    }

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
            // only its end matters
        }
    }

    private static async Task<FakeDocker> RunningAsync()
    {
        var docker = await FakeDocker.StartAsync();
        docker.AddImage("web");
        docker.AddPullable("web");
        docker.Run("web-1", "web");
        return docker;
    }

    private static DockerClient Client(FakeDocker docker, EngineTimeouts timeouts) => new(docker.CreateDialer(), new HastyTime(), timeouts);
}
