using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class StartTests
{
    private static readonly IReadOnlyList<PortMapping> Chosen = [Env.Port("http", 80)];

    [Fact]
    public async Task Starts_what_is_required_first_and_waits_for_its_checks()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        bench.Docker.OnStart("db-1").OpenPortsAfter(TimeSpan.FromMilliseconds(300));
        var environment = bench.Environment()
            .Service("web", requires: ["db"])
            .Service("db").Instance("db-1", ports: Chosen, lifecycle: Env.Checked("http"))
            .Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        var db = bench.Docker.Container("db-1");
        var web = bench.Docker.RequestsTo("POST", "/containers/create").Single(r => r.Query["name"] == "web-1");
        Assert.True(result.Succeeded);
        Assert.Equal(["db-1", "web-1"], bench.Docker.RequestsTo("POST", "/containers/create").Select(r => r.Query["name"]));
        Assert.True(web.Begin - db.StartedAt >= TimeSpan.FromMilliseconds(295), $"web was made {web.Begin - db.StartedAt} after the start of db");
        Assert.Equal(["started", "started"], result.Instances.Select(i => i.Outcome));
    }

    [Fact]
    public async Task Labels_the_container_and_names_it_as_the_file_does()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment().Service("web").Build();

        await bench.PlayAsync(environment, PlayKind.Start);

        var container = bench.Docker.Container("web-1");
        Assert.Equal(
            [ContainerLabels.Environment, ContainerLabels.Hash, ContainerLabels.Instance, ContainerLabels.Service, ContainerLabels.Version],
            container.Labels.Keys.Order());
        Assert.Equal((environment.Name, "web", "web-1"), (container.Labels["maestro.environment"], container.Labels["maestro.service"], container.Labels["maestro.instance"]));
        Assert.Equal(new ContainerSpecs(environment).HashOf(environment.Instance("web-1")), container.Labels["maestro.hash"]);
        Assert.Equal("web-1", (string?)container.Request["Hostname"]);
        Assert.Contains("SERVICE_NAME=web", container.Environment);
    }

    [Fact]
    public async Task Hands_a_port_that_docker_chose_to_those_that_require_it()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment()
            .Service("db").Instance("db-1", ports: Chosen)
            .Service("web", requires: ["db"])
            .Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        var port = bench.Docker.Container("db-1").Ports.Single().External;
        Assert.Contains($"DB_DB_1_HTTP_PORT={port}", bench.Docker.Container("web-1").Environment);
        Assert.Equal(port, result.Endpoints.Single().Port);
        Assert.Equal(["up", "up"], (await bench.PlayAsync(environment, PlayKind.Start)).Instances.Select(i => i.Outcome));
    }

    [Fact]
    public async Task A_second_start_looks_once_and_does_nothing()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment()
            .Service("db").Instance("db-1", ports: Chosen, lifecycle: Env.Checked("http"))
            .Service("web", requires: ["db"]).Instances(5)
            .Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        var before = bench.Docker.Requests.Count;

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal(["GET /containers/json"], bench.Docker.Requests.Skip(before).Select(r => r.ToString()).Where(r => !r.EndsWith("/_ping", StringComparison.Ordinal)));
        Assert.True(result.Succeeded);
        Assert.All(result.Instances, i => Assert.Equal("up", i.Outcome));
    }

    [Fact]
    public async Task Reuse_starts_the_stopped_container_as_it_is()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        var id = bench.Docker.Container("db-1").Id;
        bench.Docker.Exit("db-1", 0);

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Start) { Reuse = true });

        Assert.True(result.Succeeded);
        Assert.Equal((id, "running"), (bench.Docker.Container("db-1").Id, bench.Docker.Container("db-1").State));
    }

    [Fact]
    public async Task A_taken_port_is_named_and_the_container_does_not_stay_behind()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        bench.Docker.OnStart("db-1").Fail("driver failed programming external connectivity: Bind for 0.0.0.0:80 failed: port is already allocated");

        var result = await bench.PlayAsync(bench.Environment().Service("db").Service("web", requires: ["db"]).Build(), PlayKind.Start);

        AssertFailed(result, DiagnosticCodes.PortTaken, "db-1", "port is already allocated");
        Assert.Equal(["failed", "blocked by db-1"], result.Instances.Select(i => i.Outcome));
        Assert.Empty(bench.Docker.Containers);
    }

    [Fact]
    public async Task Why_it_did_not_start_is_told_even_when_the_container_cannot_be_removed()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        bench.Docker.OnStart("db-1").Fail("Bind for 0.0.0.0:80 failed: port is already allocated");
        bench.Docker.Refuse("DELETE", "/containers/*", 500, "driver is busy");

        var result = await bench.PlayAsync(bench.Environment().Service("db").Build(), PlayKind.Start);

        AssertFailed(result, DiagnosticCodes.PortTaken, "port is already allocated", "stays behind: driver is busy.");
    }

    [Fact]
    public async Task A_container_that_dies_while_it_is_checked_fails_at_once_with_its_last_words()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        Never(bench, "web-1").Exit(3, TimeSpan.FromMilliseconds(100)).Write("cannot open /etc/web.conf");

        var result = await bench.PlayAsync(CheckedWeb(bench), PlayKind.Start);

        AssertFailed(result, DiagnosticCodes.ContainerDied, "web-1", "exit code 3", "cannot open /etc/web.conf");
        Assert.Equal("exited", bench.Docker.Container("web-1").State);
    }

    [Theory]
    [InlineData(0, "web-1 ended with exit code 0. If it is a job that is to end, say so with a running check 'exit'.")]
    [InlineData(1, "web-1 ended with exit code 1.")]
    public async Task A_container_that_ends_at_once_fails_and_one_that_may_be_a_job_is_told_how_to_say_so(int exitCode, string expected)
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").Exit(exitCode, TimeSpan.Zero);

        var result = await bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start);

        AssertFailed(result, DiagnosticCodes.ContainerDied, expected);
        Assert.Equal(exitCode == 0, result.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error).Message.Contains("job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_that_docker_brings_back_is_waited_for()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").Exit(1, TimeSpan.FromMilliseconds(20), times: 2).OpenPortsAfter(TimeSpan.FromMilliseconds(100));
        var environment = bench.Environment()
            .Service("web").Instance("web-1", ports: Chosen, lifecycle: Env.Checked("http"), change: i => i with { Restart = new RestartPolicy(RestartKind.Always) })
            .Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join(' ', result.Diagnostics));
        Assert.Equal(2, bench.Docker.Container("web-1").RestartCount);
        Assert.Equal(bench.Docker.Container("web-1").Ports.Single().External, result.Endpoints.Single().Port);
    }

    [Fact]
    public async Task A_container_that_docker_gives_up_on_fails()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        Never(bench, "web-1").Exit(7, TimeSpan.FromMilliseconds(20));
        var environment = bench.Environment()
            .Service("web").Instance("web-1", ports: Chosen, lifecycle: Env.Checked("http"), change: i => i with { Restart = new RestartPolicy(RestartKind.OnFailure, 2) })
            .Build();

        AssertFailed(await bench.PlayAsync(environment, PlayKind.Start), DiagnosticCodes.ContainerDied, "exit code 7", "after 2 restarts");
    }

    [Fact]
    public async Task A_container_that_is_removed_while_it_is_checked_fails_at_once()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        Never(bench, "web-1");
        var playing = bench.PlayAsync(CheckedWeb(bench), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.Watchers == 1, "an event stream");

        await using var client = bench.Docker.CreateClient();
        await client.RemoveContainerAsync("web-1", force: true, anonymousVolumes: false, CancellationToken.None);

        AssertFailed(await playing, DiagnosticCodes.ContainerDied, "web-1");
    }

    [Fact]
    public async Task A_check_that_does_not_pass_in_time_says_what_it_found_and_leaves_the_container()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        Never(bench, "web-1").Write("still warming up");

        var result = await bench.PlayAsync(CheckedWeb(bench, TimeSpan.FromMilliseconds(400)), PlayKind.Start);

        AssertFailed(result, DiagnosticCodes.CheckFailed, "web-1", "tcp http", "0.4 s", "proxy accepts", "is running", "still warming up");
        Assert.Equal("running", bench.Docker.Container("web-1").State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_death_is_seen_though_the_event_stream_broke_before(bool abruptly)
    {
        await using var bench = await PlayBench.OpenAsync("web");
        Never(bench, "web-1");
        var playing = bench.PlayAsync(CheckedWeb(bench), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.Watchers == 1, "an event stream");

        Break(bench, abruptly);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.RequestsTo("GET", "/events").Count == 2 && bench.Docker.Watchers == 1, "a new event stream");
        bench.Docker.Exit("web-1", 5);

        AssertFailed(await playing, DiagnosticCodes.ContainerDied, "exit code 5");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_death_is_seen_though_it_came_while_the_event_stream_was_away(bool abruptly)
    {
        await using var bench = await PlayBench.OpenAsync("web");
        Never(bench, "web-1");
        var playing = bench.PlayAsync(CheckedWeb(bench), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.Watchers == 1, "an event stream");

        Break(bench, abruptly);
        bench.Docker.Exit("web-1", 5);

        AssertFailed(await playing, DiagnosticCodes.ContainerDied, "exit code 5");
    }

    [Fact]
    public async Task A_missing_image_is_pulled_once_before_its_instances_start()
    {
        await using var bench = await PlayBench.OpenAsync();
        bench.Docker.AddPullable("fleet/web:1");

        var result = await bench.PlayAsync(bench.Environment().Service("web").Instances(3).Build(), PlayKind.Start);

        Assert.True(result.Succeeded);
        Assert.Equal("POST /images/create", bench.Changes.First());
        Assert.Single(bench.Docker.RequestsTo("POST", "/images/create"));
        Assert.Equal(3, bench.Docker.Containers.Count(c => c.State == "running"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_that_cannot_be_pulled_blocks_what_needs_it(bool inTheMiddle)
    {
        await using var bench = await PlayBench.OpenAsync();
        if (inTheMiddle)
        {
            bench.Docker.FailPullInStream("fleet/web:1", "layer is broken");
        }
        else
        {
            bench.Docker.FailPull("fleet/web:1", "layer is broken");
        }

        var result = await bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start);

        AssertFailed(result, DiagnosticCodes.ImageUnavailable, "fleet/web:1", "layer is broken");
        Assert.Equal("blocked by fleet/web:1", result.Instances.Single().Outcome);
    }

    [Fact]
    public async Task A_name_that_somebody_took_meanwhile_is_told()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.Refuse("POST", "/containers/create", 409, "Conflict. The container name \"/web-1\" is already in use");

        AssertFailed(await bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start), DiagnosticCodes.NameTaken, "web-1", "already in use");
    }

    [Fact]
    public async Task A_container_of_another_environment_is_left_alone()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.Run("web-1", "fleet/web:1", new Dictionary<string, string> { [ContainerLabels.Environment] = "shop" });

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start));

        Assert.Equal(DiagnosticCodes.NameTaken, refusal.Diagnostics.Single().Code);
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public async Task Every_event_arrives_in_order_before_the_play_returns()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");

        var result = await bench.PlayAsync(bench.Environment().Service("db").Service("web", requires: ["db"]).Build(), PlayKind.Start);

        Assert.Equal(
            ["play-started", "step-started", "step-progress", "step-finished", "step-started", "step-progress", "step-finished", "play-finished"],
            bench.Progress.Events.Select(e => e.Kind));
        Assert.Same(result, Assert.IsType<PlayFinished>(bench.Progress.Events[^1]).Result);
    }

    internal static MaestroEnvironment CheckedWeb(PlayBench bench, TimeSpan? maxWait = null)
        => bench.Environment().Service("web").Instance("web-1", ports: Chosen, lifecycle: Env.Checked("http", maxWait)).Build();

    /// <summary>The container's port accepts, as Docker's proxy does, and no service ever stands behind it.</summary>
    internal static StartScript Never(PlayBench bench, string container) => bench.Docker.OnStart(container).OpenPortsAfter(TimeSpan.FromHours(1));

    internal static void AssertFailed(PlayResult result, DiagnosticCode code, params string[] words)
    {
        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(code, error.Code);
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    private static void Break(PlayBench bench, bool abruptly)
    {
        if (abruptly)
        {
            bench.Docker.DropConnections();
        }
        else
        {
            bench.Docker.EndEventStreams();
        }
    }
}
