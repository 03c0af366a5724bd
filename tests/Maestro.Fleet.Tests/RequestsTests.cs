using System.Text.RegularExpressions;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary>What real engines are asked for.</summary>
public sealed class RequestsTests(FleetFixture fixture) : FleetTest(fixture)
{
    private const int InstancesPerShip = 20;

    [FleetFact]
    public async Task A_status_of_sixty_instances_on_three_ships_takes_one_list_call_per_ship()
    {
        List<RecordingRelay> relays = [.. Fleet.Ships.Select(ship => RecordingRelay.Start(ship.Socket))];
        try
        {
            await Task.WhenAll(Fleet.Ships.Select(CreateContainersAsync));
            var file = Write(relays);

            var output = await SucceedsAsync(new Dictionary<string, string?>(), "-f", file, "status");

            Assert.Contains("status many: 60 down in ", output, StringComparison.Ordinal);
            Assert.DoesNotContain(":- ", output, StringComparison.Ordinal); // what there is of each, it has seen
            Assert.All(relays, relay => Assert.Equal(["GET /_ping", "GET /containers/json?all=1"], relay.Requests.Select(WithoutVersion)));
        }
        finally
        {
            foreach (var relay in relays)
            {
                await relay.DisposeAsync();
            }
        }
    }

    private static async Task CreateContainersAsync(RealShip ship)
    {
        await using var client = (await ship.EngineAsync()).CreateClient();
        foreach (var name in NamesOn(ship))
        {
            await client.CreateContainerAsync(name, new CreateContainerRequest { Image = "fleet/busybox" }, CancellationToken.None);
        }
    }

    private static string WithoutVersion(string request) => Regex.Replace(request, @" /v1\.\d+/", " /");

    private static IEnumerable<string> NamesOn(RealShip ship) => Enumerable.Range(1, InstancesPerShip).Select(number => $"{ship.Name}-{number}");

    private string Write(List<RecordingRelay> relays) => Folder.Write("maestro.yaml", $$"""
        name: many
        ships:
        {{string.Concat(Fleet.Ships.Zip(relays, (ship, relay) => $"  {ship.Name}: {{ip: {ship.Address}, socket_path: {relay.SocketPath}}}\n"))}}
        services:
          busybox:
            image: fleet/busybox
            instances:
        {{string.Concat(Fleet.Ships.SelectMany(ship => NamesOn(ship).Select(name => $"      {name}: {{ship: {ship.Name}}}\n")))}}
        """);
}
