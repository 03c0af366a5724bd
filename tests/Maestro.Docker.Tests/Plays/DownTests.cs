using System.Net;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class DownTests(RealEngineFixture fixture)
{
    [Fact]
    public async Task Removes_what_runs_and_what_does_not()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);
        await live.PlayAsync(new Play(PlayKind.Stop) { Things = ["web"] });

        var result = await live.PlayAsync(PlayKind.Down);

        Assert.All(result.Instances, i => Assert.Equal(("removed", "absent"), (i.Outcome, i.Status)));
        Assert.Null(await live.InspectAsync("web"));
        Assert.Null(await live.InspectAsync("db"));
    }

    [Theory]
    [InlineData(PlayKind.Clean, false)]
    [InlineData(PlayKind.Clean, true)]
    [InlineData(PlayKind.Down, false)]
    [InlineData(PlayKind.Down, true)]
    public async Task Nameless_volumes_go_only_when_asked_for_also_those_that_were_carried_over(PlayKind kind, bool volumes)
    {
        using var live = await WithCarriedOverVolumeAsync();
        var volume = await VolumeAsync(live);
        await live.PlayAsync(PlayKind.Stop);

        await live.PlayAsync(new Play(kind) { Volumes = volumes });

        Assert.Equal(!volumes, await ExistsAsync(volume));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_carries_nameless_volumes_over_unless_they_are_renewed(bool renew)
    {
        using var live = await WithCarriedOverVolumeAsync();
        var before = await VolumeAsync(live);

        var result = await live.PlayAsync(new Play(PlayKind.Restart) { RenewVolumes = renew });

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(!renew, before == await VolumeAsync(live));
        Assert.Equal(!renew, await ExistsAsync(before));
        await live.PlayAsync(new Play(PlayKind.Down) { Volumes = true });
    }

    private static async Task<string> VolumeAsync(LiveEnvironment live)
        => (string)((JsonArray)(await live.InspectAsync("db"))!["Mounts"]!).Single()!["Name"]!;

    // Docker counts a volume that was carried over as one with a name.
    private async Task<LiveEnvironment> WithCarriedOverVolumeAsync()
    {
        var live = new LiveEnvironment(fixture.Engine).Service("db", extra: "container_volumes: /data");
        await live.PlayAsync(PlayKind.Start);
        var first = await VolumeAsync(live);
        await live.PlayAsync(PlayKind.Stop);
        await live.PlayAsync(PlayKind.Start);
        Assert.Equal(first, await VolumeAsync(live));
        return live;
    }

    private async Task<bool> ExistsAsync(string volume)
    {
        try
        {
            await fixture.Engine.GetAsync($"volumes/{volume}");
            return true;
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
