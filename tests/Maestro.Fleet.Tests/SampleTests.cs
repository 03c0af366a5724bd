using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary><c>samples/fleet</c>, as its README says: by the tool, in ships made by the build.</summary>
[Collection(FleetCollection.Name)]
public sealed class SampleTests(FleetFixture fixture)
{
    private static readonly string Folder = RepositoryFolder.PathOf("samples", "fleet");

    private readonly RealFleet _fleet = fixture.Fleet;

    [FleetFact]
    public async Task Runs_a_service_whose_members_find_each_other_across_ships()
    {
        foreach (var service in new[] { "keeper", "front", "worker" })
        {
            await _fleet.BuildAsync($"fleet-sample/{service}:1", Path.Combine(Folder, service));
        }

        await SucceedsAsync("start");
        foreach (var ship in _fleet.Ships)
        {
            var number = ship.Name[^1];
            Assert.Equal(
                $"""
                name=keeper-{number}
                server.1=keeper-1 {_fleet.Ships[0].Address} 2888
                server.2=keeper-2 {_fleet.Ships[1].Address} 2888
                server.3=keeper-3 {_fleet.Ships[2].Address} 2888

                """,
                await GetAsync(ship, 2181, "keeper.conf"));
            Assert.Equal("keeper-1 up\nkeeper-2 up\nkeeper-3 up\n", await GetAsync(ship, 2181, "cgi-bin/members"));
        }

        Assert.Equal("front-2: keeper-1 has a quorum: 3 of 3\n", await GetAsync(_fleet.Ships[1], 8080, ""));
        Assert.Matches("(?s)keeper-3 .*running.*front-1 .*running.*worker-1 .*running", await SucceedsAsync("status"));
        await Eventually.IsTrueAsync(
            async () => (await SucceedsAsync("logs", "worker-1")).Contains("front-2: keeper-1 has a quorum: 3 of 3", StringComparison.Ordinal), "the worker gets the page of a front");

        await SucceedsAsync("down", "-a");
        foreach (var ship in _fleet.Ships)
        {
            Assert.Equal("[]", (await (await ship.EngineAsync()).GetAsync("containers/json?all=1")).ToJsonString());
        }
    }

    private async Task<string> SucceedsAsync(params string[] words)
    {
        var (exitCode, output) = await MaestroProcess.RunAsync(_fleet.Variables, ["-f", Path.Combine(Folder, "maestro.yaml"), .. words]);
        Assert.True(exitCode == 0, $"maestro {string.Join(' ', words)} ended with {exitCode}:\n{output}");
        return output;
    }

    private static async Task<string> GetAsync(RealShip ship, int port, string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://{ship.Address}:{port}/{path}"));
    }
}
