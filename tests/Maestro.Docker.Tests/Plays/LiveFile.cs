using System.Net;
using System.Text.Json.Nodes;
using Maestro.Engine;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>An environment file on the real engine, written out by the test: <c>@</c> in its text is a prefix that nobody else has.</summary>
/// <remarks>The file's ship is <c>local</c>. Networks of the file are removed at the end; containers are removed with the engine's others.</remarks>
internal sealed class LiveFile(RealEngine engine) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Name { get; } = engine.NewName("file");

    /// <summary>Text for a container that goes on until it is stopped.</summary>
    public const string Sleep = "[sh, -c, \"trap 'exit 0' TERM; sleep 1000 & wait\"]";

    public string File => Path.Combine(_folder.Path, "maestro.yaml");

    /// <param name="text">The file, without its name and its ship.</param>
    /// <param name="address">Where the ship's ports are reached.</param>
    public LiveFile Write(string text, string address = "127.0.0.1")
    {
        _folder.Write("maestro.yaml", $$"""
            __maestro: {schema: 2}
            name: {{Name}}
            ships:
              local: {ip: {{address}}, docker_host: "{{engine.Host}}"}
            {{Named(text)}}

            """);
        return this;
    }

    public async Task<PlayResult> PlayAsync(Play play)
    {
        var conductor = new Conductor();
        return await conductor.PlayAsync(conductor.Load(File), play, progress: null, CancellationToken.None);
    }

    public Task<PlayResult> StartAsync() => PlayAsync(new Play(PlayKind.Start));

    public Task<PlayResult> StopAsync() => PlayAsync(new Play(PlayKind.Stop));

    /// <summary>What the engine says of a container; null when there is none.</summary>
    public async Task<JsonNode?> InspectAsync(string container)
    {
        try
        {
            return await engine.GetAsync($"containers/{Named(container)}/json");
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The ids of the networks of that name.</summary>
    public async Task<IReadOnlyList<string>> NetworksAsync(string network)
    {
        await using var client = engine.CreateClient();
        return [.. (await client.ListNetworksAsync(CancellationToken.None)).Where(n => n.Name == Named(network)).Select(n => n.Id)];
    }

    public string Named(string text) => text.Replace("@", $"{Name}-", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await using var client = engine.CreateClient();
        foreach (var container in (await client.ListContainersAsync(CancellationToken.None)).Where(c => c.Name.StartsWith($"{Name}-", StringComparison.Ordinal)))
        {
            await client.RemoveContainerAsync(container.Id, force: true, anonymousVolumes: true, CancellationToken.None);
        }

        foreach (var network in (await client.ListNetworksAsync(CancellationToken.None)).Where(n => n.Name.StartsWith($"{Name}_", StringComparison.Ordinal) || n.Name.StartsWith($"{Name}-", StringComparison.Ordinal)))
        {
            await client.RemoveNetworkAsync(network.Id, CancellationToken.None);
        }

        foreach (var volume in (await client.ListVolumesAsync("maestro.run", CancellationToken.None)).Where(v => v.Labels.GetValueOrDefault("maestro.environment") == Name))
        {
            await client.RemoveVolumeAsync(volume.Name, CancellationToken.None);
        }

        _folder.Dispose();
    }
}
