using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary><c>samples/fleet</c>, as its README says: by the tool, in ships made by the build.</summary>
public sealed class SampleTests(FleetFixture fixture) : FleetTest(fixture)
{
    private static readonly string Sample = RepositoryFolder.PathOf("samples", "fleet");

    [FleetFact]
    public async Task Runs_a_service_whose_members_find_each_other_across_ships()
    {
        foreach (var service in new[] { "keeper", "front", "worker" })
        {
            await Fleet.BuildAsync($"fleet-sample/{service}:1", Path.Combine(Sample, service));
        }

        await SucceedsAsync("start");
        foreach (var ship in Fleet.Ships)
        {
            var number = ship.Name[^1];
            Assert.Equal(
                $"""
                name=keeper-{number}
                server.1=keeper-1 {Fleet.Ships[0].Address} 2888
                server.2=keeper-2 {Fleet.Ships[1].Address} 2888
                server.3=keeper-3 {Fleet.Ships[2].Address} 2888

                """,
                await GetAsync(ship, 2181, "keeper.conf"));
            Assert.Equal("keeper-1 up\nkeeper-2 up\nkeeper-3 up\n", await GetAsync(ship, 2181, "cgi-bin/members"));
        }

        Assert.Equal("front-2: keeper-1 has a quorum: 3 of 3\n", await GetAsync(Fleet.Ships[1], 8080, ""));
        Assert.Matches("(?s)keeper-3 .*running.*front-1 .*running.*worker-1 .*running", await SucceedsAsync("status"));
        await Eventually.IsTrueAsync(
            async () => (await SucceedsAsync("logs", "worker-1")).Contains("front-2: keeper-1 has a quorum: 3 of 3", StringComparison.Ordinal), "the worker gets the page of a front");

        await SucceedsAsync("down", "-a");
        foreach (var ship in Fleet.Ships)
        {
            Assert.Equal("[]", (await (await ship.EngineAsync()).GetAsync("containers/json?all=1")).ToJsonString());
        }
    }

    private Task<string> SucceedsAsync(params string[] words) => SucceedsAsync(Fleet.Variables, ["-f", Path.Combine(Sample, "maestro.yaml"), .. words]);

    private static async Task<string> GetAsync(RealShip ship, int port, string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://{ship.Address}:{port}/{path}"));
    }
}
