using System.Net.Sockets;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;
using Maestro.Guest;

namespace Maestro.Docker.Tests.Plays;

/// <summary>What programs in real containers find in their environment.</summary>
[Collection(RealEngineCollection.Name)]
public sealed class GuestTests(RealEngineFixture fixture)
{
    [Fact]
    public async Task A_container_finds_itself_and_what_it_requires()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");

        var result = await live.PlayAsync(PlayKind.Start);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var guest = new MaestroGuest(Variables(await live.InspectAsync("web")));

        Assert.True(guest.IsStartedByMaestro);
        Assert.Equal((live.Name, "web", live.Container("web")), (guest.GetEnvironmentName(), guest.GetServiceName(), guest.GetContainerName()));
        Assert.Equal(live.Address, guest.GetContainerHostAddress());
        Assert.Equal(80, guest.GetPort("http"));
        Assert.Equal([new GuestEndpoint("db", live.Container("db"), "http", live.Address, live.Port("db"))], guest.GetEndpoints("db", "http"));
        Assert.Equal([live.Container("web")], guest.GetContainers("web"));
    }

    [Fact]
    public async Task Behind_an_endpoint_is_the_service()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db", external: "auto");
        var result = await live.PlayAsync(PlayKind.Start);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));

        var endpoint = new MaestroGuest(Variables(await live.InspectAsync("web"))).GetEndpoints("db", "http")[0];

        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(client.Connected);
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(JsonNode? container)
        => container!["Config"]!["Env"]!.AsArray().Select(v => ((string)v!).Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]));
}
