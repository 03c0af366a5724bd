using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class PlayRunnerTests
{
    [Fact]
    public async Task A_stop_takes_dependants_first_and_keeps_the_containers()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = Pair(bench);
        await bench.PlayAsync(environment, PlayKind.Start);

        var result = await bench.PlayAsync(environment, PlayKind.Stop);

        Assert.True(result.Succeeded);
        Assert.Equal(
            new[] { "web-1", "db-1" }.Select(n => $"/containers/{bench.Docker.Container(n).Id}/stop"),
            bench.Docker.RequestsTo("POST", "/containers/*/stop").Select(r => r.Path));
        Assert.All(bench.Docker.Containers, c => Assert.Equal("exited", c.State));
        Assert.All(result.Instances, i => Assert.Equal(("stopped", "exited"), (i.Outcome, i.Status)));
    }

    [Fact]
    public async Task A_stop_that_fails_keeps_what_it_requires_running()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = Pair(bench);
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.OnStop("web-1").Fail("tried to kill container, but did not receive an exit event");

        var result = await bench.PlayAsync(environment, PlayKind.Stop);

        StartTests.AssertFailed(result, DiagnosticCodes.StopFailed, "web-1", "exit event");
        Assert.Equal(["web-1 failed", "db-1 blocked by web-1"], result.Instances.Select(i => $"{i.Name} {i.Outcome}"));
        Assert.Equal("running", bench.Docker.Container("db-1").State);
    }

    [Fact]
    public async Task A_clean_removes_what_is_stopped_and_keeps_its_volumes()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = Pair(bench);
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.Exit("web-1", 0);

        var result = await bench.PlayAsync(environment, PlayKind.Clean);

        Assert.Equal(["db-1 skipped", "web-1 removed"], result.Instances.Select(i => $"{i.Name} {i.Outcome}"));
        Assert.Equal("db-1", Assert.Single(bench.Docker.Containers).Name);
        Assert.NotEqual("1", bench.Docker.RequestsTo("DELETE", "/containers/*").Single().Query.GetValueOrDefault("v"));
    }

    [Fact]
    public async Task A_status_changes_nothing_and_needs_no_lock()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = Pair(bench);
        using var held = await EnvironmentLock.AcquireAsync(new Owner(environment.Name), TimeSpan.Zero, TimeProvider.System, _ => { }, CancellationToken.None);

        var result = await bench.PlayAsync(environment, PlayKind.Status);

        Assert.True(result.Succeeded);
        Assert.All(result.Instances, i => Assert.Equal(("down", "absent"), (i.Outcome, i.Status)));
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public async Task A_cancellation_during_a_check_leaves_the_container_and_is_no_failure()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        StartTests.Never(bench, "web-1");
        var playing = bench.PlayAsync(StartTests.CheckedWeb(bench), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.Watchers == 1, "an event stream");

        await bench.CancelAsync();
        var result = await playing;

        Assert.Equal(PlayVerdict.Cancelled, result.Verdict);
        Assert.Equal([StepVerdict.Done, StepVerdict.Cancelled], result.Steps.Select(s => s.Verdict));
        Assert.Equal("cancelled", result.Instances.Single().Outcome);
        Assert.Equal("running", bench.Docker.Container("web-1").State);
    }

    [Fact]
    public async Task A_cancellation_during_a_create_lets_that_start_finish_and_begins_nothing_else()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        using var gate = bench.Docker.Hold("POST", "/containers/create");
        var playing = bench.PlayAsync(Pair(bench), PlayKind.Start);
        await gate.Reached;

        await bench.CancelAsync();
        gate.Release();
        var result = await playing;

        Assert.Equal(PlayVerdict.Cancelled, result.Verdict);
        Assert.Equal(["db-1 started", "web-1 cancelled"], result.Instances.Select(i => $"{i.Name} {i.Outcome}"));
        Assert.Equal("running", Assert.Single(bench.Docker.Containers).State);
    }

    [Fact]
    public async Task A_cancellation_before_anything_began_does_nothing()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        using var gate = bench.Docker.Hold("GET", "/containers/json");
        var playing = bench.PlayAsync(Pair(bench), PlayKind.Start);
        await gate.Reached;

        await bench.CancelAsync();
        var result = await playing;

        Assert.Equal(PlayVerdict.Cancelled, result.Verdict);
        Assert.Empty(bench.Changes);
        Assert.IsType<PlayFinished>(bench.Progress.Events[^1]);
    }

    [Fact]
    public async Task A_play_that_is_not_done_by_its_deadline_fails_and_says_so()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        StartTests.Never(bench, "web-1");

        var result = await bench.PlayAsync(StartTests.CheckedWeb(bench), new Play(PlayKind.Start) { Timeout = TimeSpan.FromSeconds(1) });

        StartTests.AssertFailed(result, DiagnosticCodes.PlayTimedOut, "within 1 s");
        Assert.Equal("running", bench.Docker.Container("web-1").State);
    }

    [Fact]
    public async Task A_play_that_waits_for_another_until_its_deadline_names_the_other()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = Pair(bench);
        using var held = await EnvironmentLock.AcquireAsync(new Owner(environment.Name), TimeSpan.Zero, TimeProvider.System, _ => { }, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(environment, new Play(PlayKind.Start) { Timeout = TimeSpan.FromMilliseconds(200) }));

        Assert.Equal(DiagnosticArea.Lock, refusal.Area);
        Assert.Contains($"Process {System.Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Docker.Requests);
        Assert.Contains("waiting until it ends", Assert.IsType<StepProgress>(bench.Progress.Events.Single()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ship_that_cannot_be_reached_stops_the_play_before_anything_is_changed_elsewhere()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment()
            .Ship("away", endpoint: new UnixEndpoint(bench.Docker.SocketPath + ".not-there"))
            .Service("web").Instance("web-1").Instance("web-2", "away")
            .Build();

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(environment, PlayKind.Start));

        Assert.Equal(DiagnosticArea.Ship, refusal.Area);
        Assert.Contains("Ship away", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public async Task Told_to_continue_it_works_on_the_ships_that_can_be_reached()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment()
            .Ship("away", endpoint: new UnixEndpoint(bench.Docker.SocketPath + ".not-there"))
            .Service("web").Instance("web-1").Instance("web-2", "away")
            .Build();

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Start) { OnFailure = OnFailure.Continue });

        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        Assert.Equal([("web-1", true), ("web-2", false)], result.Instances.Select(i => (i.Name, i.Succeeded)));
        Assert.Equal(DiagnosticArea.Ship, result.Diagnostics[0].Code.Area);
    }

    [Fact]
    public async Task An_engine_that_breaks_off_while_its_images_are_looked_for_is_an_error_with_a_name()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.Break("GET", "/images/fleet/web:1/json");

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start));

        Assert.Equal(DiagnosticArea.Ship, refusal.Area);
        Assert.Empty(bench.Changes);
    }

    [Theory]
    [InlineData(null, null, Play.DefaultStartsPerShip)]
    [InlineData(null, 2, 2)]
    [InlineData(3, 8, 3)]
    public async Task Only_so_many_starts_are_under_way_at_a_time(int? overall, int? perShip, int most)
    {
        const int Many = 12;
        await using var bench = await PlayBench.OpenAsync("web");
        for (var i = 1; i <= Many; i++)
        {
            bench.Docker.OnStart($"web-{i}").Take(TimeSpan.FromMilliseconds(100));
        }

        await bench.PlayAsync(bench.Environment().Service("web").Instances(Many).Build(), new Play(PlayKind.Start) { Concurrency = overall, ShipConcurrency = perShip });

        var starts = bench.Docker.RequestsTo("POST", "/containers/*/start");
        Assert.Equal(Many, starts.Count);
        Assert.Equal(most, starts.Max(one => starts.Count(other => other.Begin <= one.Begin && other.End > one.Begin)));
    }

    private static MaestroEnvironment Pair(PlayBench bench) => bench.Environment().Service("db").Service("web", requires: ["db"]).Build();
}
