using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class StopTests(RealEngineFixture fixture)
{
    [Fact]
    public async Task Stops_what_requires_others_before_them()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "app").Service("app", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);

        var result = await live.PlayAsync(PlayKind.Stop);

        Assert.Equal(["stopped", "stopped", "stopped"], result.Instances.Select(i => i.Outcome));
        var (db, app, web) = (await live.TimeAsync("db", "FinishedAt"), await live.TimeAsync("app", "FinishedAt"), await live.TimeAsync("web", "FinishedAt"));
        Assert.True(web < app && app < db, $"web {web:O}, app {app:O}, db {db:O}");
        Assert.All((await live.PlayAsync(PlayKind.Stop)).Instances, i => Assert.Equal("down", i.Outcome));
    }

    [Fact]
    public async Task Warns_about_what_loses_a_dependency()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);

        var result = await live.PlayAsync(new Play(PlayKind.Stop) { Things = ["db"] });

        Assert.True(result.Succeeded);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.DependantsLeftRunning, warning.Code);
        Assert.Contains(live.Container("web"), warning.Message, StringComparison.Ordinal);
        Assert.True(await live.IsRunningAsync("web"));
        Assert.False(await live.IsRunningAsync("db"));
    }

    [Fact]
    public async Task Clean_removes_stopped_containers_and_leaves_running_ones()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web").Service("db");
        await live.PlayAsync(PlayKind.Start);
        await live.PlayAsync(new Play(PlayKind.Stop) { Things = ["db"] });

        var result = await live.PlayAsync(PlayKind.Clean);

        Assert.Equal("skipped", result.Instances.Single(i => i.Service == "web").Outcome);
        Assert.Equal("removed", result.Instances.Single(i => i.Service == "db").Outcome);
        Assert.Null(await live.InspectAsync("db"));
        Assert.True(await live.IsRunningAsync("web"));
    }

    [Fact]
    public async Task Status_shows_what_runs_and_what_does_not()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web").Service("db").Service("none");
        await live.PlayAsync(new Play(PlayKind.Start) { Things = ["web", "db"] });
        await live.PlayAsync(new Play(PlayKind.Stop) { Things = ["db"] });

        var result = await live.PlayAsync(PlayKind.Status);

        Assert.Equal(["running", "exited", "absent"], result.Instances.Select(i => i.Status));
        Assert.StartsWith("running for ", result.Instances[0].Outcome, StringComparison.Ordinal);
        Assert.StartsWith("down for ", result.Instances[1].Outcome, StringComparison.Ordinal);
        Assert.Equal("web", Assert.Single(result.Endpoints).Service);
    }

    [Fact]
    public async Task A_full_status_tells_images_moments_and_which_ports_answer()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web").Service("db", Programs.NeverServe, maxWait: 0.5).Service("none");
        await live.PlayAsync(new Play(PlayKind.Start) { Things = ["web", "db"], OnFailure = OnFailure.Continue });

        var result = await live.PlayAsync(new Play(PlayKind.Status) { Full = true });

        Assert.Equal([PortState.Up, PortState.Down, PortState.Down], result.Instances.Select(i => Assert.Single(i.Ports).State));
        Assert.Equal([PortState.Up, PortState.Down], result.Endpoints.Select(e => e.State));
        var web = result.Instances[0];
        Assert.StartsWith("sha256:", web.ImageId, StringComparison.Ordinal);
        Assert.Equal(await live.TimeAsync("web", "StartedAt"), web.StartedAt!.Value, TimeSpan.FromMilliseconds(1));
        var table = InstanceTable.Render(result);
        Assert.Contains(table, l => l.StartsWith($"       image {RealEngine.Busybox} ({web.ImageId[7..19]}), since 2", StringComparison.Ordinal));
        Assert.Contains(table, l => l == $"       port http {live.Port("web")}/tcp up");
        Assert.Contains(table, l => l == $"       port http {live.Port("db")}/tcp down");
    }
}
