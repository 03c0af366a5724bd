using Maestro.Engine;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Registries;

/// <summary>A test with the real registry, which leaves no container and no pulled image on any ship.</summary>
[Collection(FleetCollection.Name)]
public abstract class RegistryTest(FleetFixture fixture) : IAsyncLifetime
{
    private protected RealFleet Fleet { get; } = fixture.Fleet;

    private protected TemporaryFolder Folder { get; } = new();

    private protected RecordingProgress Progress { get; } = new();

    private protected FleetRegistry Registry { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Fleet is not null)
        {
            Registry = await Fleet.RegistryAsync();
        }
    }

    public virtual async Task DisposeAsync()
    {
        Folder.Dispose();
        if (Fleet is null)
        {
            return;
        }

        await Fleet.ClearAsync();
        foreach (var ship in Fleet.Ships)
        {
            var engine = await ship.EngineAsync();
            await engine.RemoveImagesAsync($"{Fleet.HostAddress}:");
            await engine.RemoveImagesAsync($"{Registry.Address.Split(':')[0]}:");
        }
    }

    /// <summary>Writes a file with one instance on each ship.</summary>
    /// <param name="image">The image of all.</param>
    /// <param name="rest">More of the file.</param>
    /// <param name="fields">More of the service.</param>
    private protected string Write(string image, string rest = "", string fields = "")
        => Folder.Write("maestro.yaml", $$"""
            name: registries-{{Guid.NewGuid():N}}
            ships: { {{string.Join(", ", Fleet.Ships.Select(s => $"{s.Name}: {{docker_host: 'unix://{s.Socket}'}}"))}} }
            services:
              web: {image: '{{image}}', {{fields}}instances: { {{string.Join(", ", Fleet.Ships.Select(s => $"web-{s.Name}: {{ship: {s.Name}}}"))}} } }
            {{rest}}
            """);

    private protected Task<PlayResult> PlayAsync(string file, Play play)
    {
        var conductor = new Conductor(new ConductorSettings { EnvironmentVariables = new Dictionary<string, string>() });
        return conductor.PlayAsync(conductor.Load(file), play, Progress, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>The ids of what the ships have under a name; null where there is nothing.</summary>
    private protected async Task<string?[]> IdsAsync(string image)
        => await Task.WhenAll(Fleet.Ships.Select(async s =>
        {
            await using var client = (await s.EngineAsync()).CreateClient();
            return (await client.InspectImageAsync(image, CancellationToken.None))?.Id;
        }));
}
