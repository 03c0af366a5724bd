using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class InterruptionTests(RealEngineFixture fixture)
{
    [Fact]
    public async Task Ctrl_C_ends_the_play_in_order_and_a_second_run_completes_it()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db", Programs.NeverServe);
        live.Save();
        using var maestro = MaestroProcess.Start("start", "-f", live.File);
        await Eventually.IsTrueAsync(() => live.IsRunningAsync("db"), "db runs");

        maestro.Interrupt();

        Assert.True(await maestro.ExitCodeAsync() == 130, maestro.Output);
        Assert.Contains("cancelled", maestro.Output, StringComparison.Ordinal);
        Assert.Null(await live.InspectAsync("web"));
        Assert.True(await live.IsRunningAsync("db"));
        await live.PlayAsync(PlayKind.Stop);
        var again = await live.Rewrite().Service("web", requires: "db").Service("db").PlayAsync(PlayKind.Start);
        Assert.True(again.Succeeded, string.Join('\n', again.Diagnostics));
    }

    [Fact]
    public async Task A_run_that_was_killed_holds_no_lock_and_is_completed_by_the_next()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db", Programs.ServeAfter(3));
        live.Save();
        using var maestro = MaestroProcess.Start("start", "-f", live.File);
        await Eventually.IsTrueAsync(() => live.IsRunningAsync("db"), "db runs");

        maestro.Kill();
        await maestro.ExitCodeAsync();
        var result = await live.PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal("up", result.Instances.Single(i => i.Service == "db").Outcome);
        Assert.Equal("started", result.Instances.Single(i => i.Service == "web").Outcome);
        var served = await live.TimeAsync("web", "StartedAt") - await live.TimeAsync("db", "StartedAt");
        Assert.True(served > TimeSpan.FromSeconds(2.9), $"web started {served} after db, which serves after 3 s");
    }

    [Fact]
    public async Task Two_starts_at_once_make_each_container_once()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db", Programs.ServeAfter(1));
        live.Save();

        using var first = MaestroProcess.Start("start", "-f", live.File);
        using var second = MaestroProcess.Start("start", "-f", live.File);

        Assert.True(await first.ExitCodeAsync() == 0, first.Output);
        Assert.True(await second.ExitCodeAsync() == 0, second.Output);
        Assert.Contains("works on this environment", first.Output + second.Output, StringComparison.Ordinal);
        Assert.Contains("2 started", first.Output + second.Output, StringComparison.Ordinal);
        Assert.Contains("2 up", first.Output + second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_play_that_is_cancelled_before_it_begins_does_nothing()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web");

        var result = await live.PlayAsync(new Engine.Planning.Play(PlayKind.Start), new CancellationToken(canceled: true));

        Assert.Equal(Engine.Progress.PlayVerdict.Cancelled, result.Verdict);
        Assert.Null(await live.InspectAsync("web"));
    }
}
