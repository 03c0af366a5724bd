using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>A fake engine, an environment on it, and the conductor: whole plays over the wire.</summary>
internal sealed class PlayBench : IAsyncDisposable
{
    /// <summary>A multicast address: a connection to it fails in this machine's own routing, so that nothing is sent and nobody refuses.</summary>
    private const string OutOfReach = "224.0.0.1";

    private readonly CancellationTokenSource _cancellation = new();
    private readonly Guid _id = Guid.NewGuid();

    private PlayBench(FakeDocker docker) => Docker = docker;

    public FakeDocker Docker { get; }

    public RecordingProgress Progress { get; } = new();

    /// <summary>The calls that change something, such as <c>POST /containers/create db-1</c>, in order.</summary>
    public IEnumerable<string> Changes => Docker.Requests
        .Where(r => r.Method != "GET" && r.Method != "HEAD")
        .Select(r => r.Query.GetValueOrDefault("name") is { } name ? $"{r} {name}" : $"{r}");

    /// <summary>An engine whose published ports really listen, and which has the images of the services given.</summary>
    public static async Task<PlayBench> OpenAsync(params string[] services)
    {
        var docker = await FakeDocker.StartAsync();
        docker.PublishPorts = true;
        docker.ContainerAddress = OutOfReach;
        foreach (var service in services)
        {
            docker.AddImage($"fleet/{service}:1");
        }

        return new PlayBench(docker);
    }

    /// <summary>An environment on this engine; its name is its own, since a lock hangs on it.</summary>
    /// <param name="name">A name by which a later file of the same environment is known.</param>
    public EnvironmentBuilder Environment(string? name = null) => Env.Of($"bench-{(name is null ? $"{Guid.NewGuid():N}" : $"{_id}-{name}")}").Ship(Env.DefaultShip, endpoint: new UnixEndpoint(Docker.SocketPath));

    public Task<PlayResult> PlayAsync(MaestroEnvironment environment, PlayKind kind) => PlayAsync(environment, new Play(kind));

    public Task<PlayResult> PlayAsync(MaestroEnvironment environment, Play play)
        => new Conductor().PlayAsync(environment, play, Progress, _cancellation.Token).WaitAsync(TimeSpan.FromSeconds(60));

    public Task CancelAsync() => _cancellation.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await Docker.DisposeAsync();
        _cancellation.Dispose();
    }
}
