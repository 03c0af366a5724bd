using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class KillTests(RealEngineFixture fixture)
{
    private const int KilledBySignal = 137;

    [Fact]
    public async Task Kills_dependants_first_and_waits_for_nothing_to_end_in_order()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);

        var result = await live.PlayAsync(PlayKind.Kill);

        Assert.Equal(["killed", "killed"], result.Instances.Select(i => i.Outcome));
        Assert.Equal(KilledBySignal, (int)(await live.InspectAsync("web"))!["State"]!["ExitCode"]!);
        Assert.True(await live.TimeAsync("web", "FinishedAt") < await live.TimeAsync("db", "FinishedAt"));
        Assert.All((await live.PlayAsync(PlayKind.Kill)).Instances, i => Assert.Equal("down", i.Outcome));
    }

    [Fact]
    public async Task What_docker_would_bring_back_stays_down()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", extra: "restart: always");
        await live.PlayAsync(PlayKind.Start);

        await live.PlayAsync(PlayKind.Kill);

        Assert.False(await live.IsRunningAsync("web"));
        Assert.Equal("exited", (string)(await live.InspectAsync("web"))!["State"]!["Status"]!);
    }

    [Fact]
    public async Task A_kill_of_a_dependency_alone_warns()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);

        var result = await live.PlayAsync(new Play(PlayKind.Kill) { Things = ["db"] });

        Assert.Contains(live.Container("web"), Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
        Assert.True(await live.IsRunningAsync("web"));
    }
}
