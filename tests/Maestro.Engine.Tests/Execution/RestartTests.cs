using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Whole plays that take instances down and up, over the wire.</summary>
public class RestartTests
{
    [Fact]
    public async Task A_restart_stops_dependants_first_and_starts_dependencies_first()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = await StartedAsync(bench);

        var result = await bench.PlayAsync(environment, PlayKind.Restart);

        Assert.Equal(["db-1 restarted", "web-1 restarted"], result.Instances.Select(i => $"{i.Name} {i.Outcome}"));
        Assert.Equal(
            ["stop web-1", "stop db-1", "start db-1", "start web-1"],
            result.Steps.OrderBy(s => s.Step.Number).Select(s => $"{s.Step.Kind.ToString().ToLowerInvariant()} {s.Step.Subject}"));
        Assert.All(bench.Docker.Containers, c => Assert.Equal("running", c.State));
    }

    [Fact]
    public async Task One_at_a_time_a_service_is_restarted_instance_by_instance()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment().Service("web").Instances(3).Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        var before = bench.Docker.Requests.Count;

        await bench.PlayAsync(environment, new Play(PlayKind.Restart) { Concurrency = 1 });

        var calls = bench.Docker.Requests.Skip(before).Select(r => r.Path.Split('/')[^1]).Where(c => c is "stop" or "start");
        Assert.Equal(["stop", "start", "stop", "start", "stop", "start"], calls);
    }

    [Fact]
    public async Task A_stop_that_fails_keeps_what_it_requires_running()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = await StartedAsync(bench);
        bench.Docker.OnStop("web-1").Fail("no exit event");

        var result = await bench.PlayAsync(environment, PlayKind.Restart);

        StartTests.AssertFailed(result, DiagnosticCodes.StopFailed, "web-1");
        Assert.Equal(["db-1 blocked by web-1", "web-1 failed"], result.Instances.Select(i => $"{i.Name} {i.Outcome}"));
        Assert.Equal("running", bench.Docker.Container("db-1").State);
    }

    [Theory]
    [InlineData(true, "restarted")]
    [InlineData(false, "up to date")]
    public async Task A_pulled_image_is_compared_with_that_of_the_container(bool isNew, string outcome)
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        var (id, image) = (bench.Docker.Container("db-1").Id, bench.Docker.AddPullable("fleet/db:1"));
        image.Id = isNew ? "sha256:new" : image.Id;

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Restart) { OnlyIfChanged = true, RefreshImages = true });

        Assert.True(result.Succeeded);
        Assert.Equal(outcome, Assert.Single(result.Instances).Outcome);
        Assert.Equal(isNew, bench.Docker.Container("db-1").Id != id);
        Assert.Equal(Enumerable.Range(1, result.Steps.Count), result.Steps.Select(s => s.Step.Number));
        Assert.Single(bench.Progress.Events.OfType<PlayStarted>(), p => p.Play == PlayKind.Restart);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pull_that_fails_leaves_everything_running(bool onlyIfChanged)
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        var id = bench.Docker.Container("db-1").Id;
        bench.Docker.FailPull("fleet/db:1", "manifest unknown");

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Restart) { OnlyIfChanged = onlyIfChanged, RefreshImages = true, OnFailure = OnFailure.Continue });

        StartTests.AssertFailed(result, DiagnosticCodes.ImageUnavailable, "manifest unknown");
        Assert.Equal((id, "running"), (bench.Docker.Container("db-1").Id, bench.Docker.Container("db-1").State));
    }

    [Fact]
    public async Task Reuse_starts_the_same_containers_again()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        var id = bench.Docker.Container("db-1").Id;

        await bench.PlayAsync(environment, new Play(PlayKind.Restart) { Reuse = true });

        Assert.Equal((id, "running"), (bench.Docker.Container("db-1").Id, bench.Docker.Container("db-1").State));
        Assert.Single(bench.Docker.RequestsTo("POST", "/containers/*/stop"));
    }

    [Fact]
    public async Task A_kill_takes_dependants_first_and_gives_no_time_to_end()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = await StartedAsync(bench);

        var result = await bench.PlayAsync(environment, PlayKind.Kill);

        Assert.Equal(["web-1 killed", "db-1 killed"], result.Instances.Select(i => $"{i.Name} {i.Outcome}"));
        Assert.All(result.Instances, i => Assert.Equal("exited", i.Status));
        Assert.Empty(bench.Docker.RequestsTo("POST", "/containers/*/stop"));
        Assert.All(bench.Docker.RequestsTo("POST", "/containers/*/kill"), r => Assert.Equal("KILL", r.Query["signal"]));
        Assert.All((await bench.PlayAsync(environment, PlayKind.Kill)).Instances, i => Assert.Equal("down", i.Outcome));
    }

    [Fact]
    public async Task A_kill_that_fails_keeps_what_it_requires_running()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = await StartedAsync(bench);
        bench.Docker.Refuse("POST", $"/containers/{bench.Docker.Container("web-1").Id}/kill", 500, "permission denied");

        var result = await bench.PlayAsync(environment, PlayKind.Kill);

        StartTests.AssertFailed(result, DiagnosticCodes.StopFailed, "web-1 could not be killed", "permission denied");
        Assert.Equal("running", bench.Docker.Container("db-1").State);
    }

    [Fact]
    public async Task A_kill_keeps_down_what_docker_was_about_to_bring_back()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        bench.Docker.RestartDelay = TimeSpan.FromHours(1);
        var environment = bench.Environment().Service("db").Instance("db-1", change: i => i with { Restart = new RestartPolicy(RestartKind.Always) }).Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.Exit("db-1", 1);
        Assert.Equal("restarting", bench.Docker.Container("db-1").State);

        var result = await bench.PlayAsync(environment, PlayKind.Kill);

        Assert.True(result.Succeeded);
        Assert.Equal("exited", bench.Docker.Container("db-1").State);
    }

    [Fact]
    public async Task A_down_leaves_nothing_and_can_be_repeated()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = await StartedAsync(bench);

        var result = await bench.PlayAsync(environment, PlayKind.Down);

        Assert.Equal(["web-1 removed absent", "db-1 removed absent"], result.Instances.Select(i => $"{i.Name} {i.Outcome} {i.Status}"));
        Assert.Empty(bench.Docker.Containers);
        Assert.All((await bench.PlayAsync(environment, PlayKind.Down)).Instances, i => Assert.Equal("absent", i.Outcome));
    }

    [Fact]
    public async Task A_down_whose_stop_fails_removes_neither_it_nor_what_it_requires()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = await StartedAsync(bench);
        bench.Docker.OnStop("web-1").Fail("no exit event");

        var result = await bench.PlayAsync(environment, PlayKind.Down);

        Assert.False(result.Succeeded);
        Assert.Equal(["db-1 running", "web-1 running"], bench.Docker.Containers.Select(c => $"{c.Name} {c.State}").Order());
    }

    [Theory]
    [InlineData(PlayKind.Stop)]
    [InlineData(PlayKind.Kill)]
    [InlineData(PlayKind.Clean)]
    [InlineData(PlayKind.Down)]
    [InlineData(PlayKind.Start)]
    [InlineData(PlayKind.Restart)]
    [InlineData(PlayKind.Pull)]
    public async Task A_ship_that_did_not_answer_at_first_is_left_alone(PlayKind kind)
    {
        await using var bench = await PlayBench.OpenAsync("db");
        bench.Docker.Run("db-1", "fleet/db:1");
        bench.Docker.Refuse("GET", "/containers/json", 500, "not now");

        var result = await bench.PlayAsync(bench.Environment().Service("db").Build(), new Play(kind) { OnFailure = OnFailure.Continue });

        Assert.Equal(["unreachable"], result.Instances.Select(i => i.Outcome));
        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        Assert.Contains("not now", Assert.Single(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error).Message, StringComparison.Ordinal);
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public async Task A_ship_that_does_not_answer_does_not_keep_pulls_of_others_from_telling_what_changed()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        MaestroEnvironment environment = bench.Environment().Ship("far", endpoint: new UnixEndpoint("/nowhere/docker.sock")).Service("db").Instance("db-1", "far").Service("web").Instance("web-1").Build();
        await bench.PlayAsync(environment, new Play(PlayKind.Start) { OnFailure = OnFailure.Continue });

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Restart) { OnFailure = OnFailure.Continue, RefreshImages = true, OnlyIfChanged = true });

        Assert.Equal(["db-1 unreachable", "web-1 up to date"], result.Instances.Select(i => $"{i.Name} {i.Outcome}").Order());
    }

    private static async Task<MaestroEnvironment> StartedAsync(PlayBench bench)
    {
        var environment = bench.Environment().Service("web", requires: ["db"]).Service("db").Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        return environment;
    }
}
