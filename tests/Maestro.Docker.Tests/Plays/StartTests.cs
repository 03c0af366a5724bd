using System.Text.Json.Nodes;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class StartTests(RealEngineFixture fixture)
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Starts_what_is_required_before_what_requires_it()
    {
        using var live = new LiveEnvironment(fixture.Engine)
            .Service("web", requires: "app")
            .Service("app", Programs.ServeAfter(0.6), requires: "db")
            .Service("db", Programs.ServeAfter(0.6));

        var result = await live.PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(["started", "started", "started"], result.Instances.Select(i => i.Outcome));
        var (db, app, web) = (await live.TimeAsync("db", "StartedAt"), await live.TimeAsync("app", "StartedAt"), await live.TimeAsync("web", "StartedAt"));
        Assert.True(app - db > TimeSpan.FromSeconds(0.6) - ClockSlack, $"app started {app - db} after db, which serves after 0.6 s");
        Assert.True(web - app > TimeSpan.FromSeconds(0.6) - ClockSlack, $"web started {web - app} after app, which serves after 0.6 s");
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);
        var before = (await live.InspectAsync("web"))!["State"]!["StartedAt"]!.ToString();

        var again = await live.PlayAsync(PlayKind.Start);

        Assert.Equal(["up", "up"], again.Instances.Select(i => i.Outcome));
        Assert.Empty(again.Steps);
        Assert.Equal(2, again.Endpoints.Count);
        Assert.Equal(before, (await live.InspectAsync("web"))!["State"]!["StartedAt"]!.ToString());
    }

    [Fact]
    public async Task Says_that_a_running_container_no_longer_matches_the_file()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web");
        await live.PlayAsync(PlayKind.Start);

        var result = await live.Rewrite().Service("web", extra: "env: {NEW: value}").PlayAsync(PlayKind.Start);

        Assert.Equal("up (outdated)", Assert.Single(result.Instances).Outcome);
    }

    [Fact]
    public async Task Gives_containers_their_name_labels_and_variables()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db", extra: "env: {LIST: [a, [b, c]]}").Service("db");

        await live.PlayAsync(PlayKind.Start);

        var config = (await live.InspectAsync("web"))!["Config"]!;
        var variables = ((JsonArray)config["Env"]!).Select(v => (string)v!).ToList();
        var stem = $"DB_{live.Container("db").Replace('-', '_').ToUpperInvariant()}";
        Assert.Equal(live.Container("web"), (string?)config["Hostname"]);
        Assert.Equal(live.Name, (string?)config["Labels"]!["maestro.environment"]);
        Assert.Equal("web", (string?)config["Labels"]!["maestro.service"]);
        Assert.Equal(64, ((string?)config["Labels"]!["maestro.hash"])?.Length);
        Assert.Contains("LIST=a b c", variables);
        Assert.Contains("SERVICE_NAME=web", variables);
        Assert.Contains($"{stem}_HOST={live.Address}", variables);
        Assert.Contains($"{stem}_HTTP_PORT={live.Port("db")}", variables);
        Assert.DoesNotContain(variables, v => v.StartsWith($"{stem}_HTTP_INTERNAL_PORT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_the_end_of_a_container_at_once_with_exit_code_and_log()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db", Programs.Crash);

        var result = await live.PlayAsync(PlayKind.Start);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.ContainerDied, error.Code);
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("about to fail", error.Message, StringComparison.Ordinal);
        Assert.True(result.Duration < TimeSpan.FromSeconds(15), $"it took {result.Duration}, of a deadline of 30 s");
        Assert.Equal($"blocked by {live.Container("db")}", result.Instances.Single(i => i.Service == "web").Outcome);
        Assert.Null(await live.InspectAsync("web"));
    }

    [Fact]
    public async Task Waits_for_a_container_that_its_restart_policy_brings_back()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", Programs.CrashOnceThenServe, extra: "restart: on-failure:3");

        var result = await live.PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(1, (int)(await live.InspectAsync("web"))!["RestartCount"]!);
    }

    [Fact]
    public async Task Gives_up_on_a_check_at_its_deadline_and_leaves_the_container()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", Programs.NeverServe, maxWait: 1);

        var result = await live.PlayAsync(PlayKind.Start);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.CheckFailed, error.Code);
        Assert.Contains("still thinking", error.Message, StringComparison.Ordinal);
        Assert.True(await live.IsRunningAsync("web"));
    }

    [Fact]
    public async Task Leaves_no_container_behind_whose_port_is_taken()
    {
        using var first = new LiveEnvironment(fixture.Engine).Service("web");
        await first.PlayAsync(PlayKind.Start);
        using var second = new LiveEnvironment(fixture.Engine).Service("web", port: first.Port("web"));

        var result = await second.PlayAsync(PlayKind.Start);

        Assert.Equal(DiagnosticCodes.PortTaken, Assert.Single(result.Diagnostics).Code);
        Assert.Null(await second.InspectAsync("web"));
        Assert.True(await first.IsRunningAsync("web"));
    }

    [Fact]
    public async Task Starts_nothing_without_its_image()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", image: "localhost:1/there-is-none:1");

        var result = await live.PlayAsync(PlayKind.Start);

        Assert.Equal(DiagnosticCodes.RegistryUnavailable, Assert.Single(result.Diagnostics).Code);
        Assert.Null(await live.InspectAsync("web"));
    }

    [Fact]
    public async Task Never_touches_a_container_of_another_environment()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web");
        await live.PlayAsync(PlayKind.Start);
        live.Save();
        var thief = (await File.ReadAllTextAsync(live.File)).Replace(live.Name, live.Name + "-other", StringComparison.Ordinal);
        await File.WriteAllTextAsync(live.File, thief);
        var conductor = new Engine.Conductor();

        var error = await Assert.ThrowsAsync<MaestroException>(
            () => conductor.PlayAsync(conductor.Load(live.File), new Play(PlayKind.Stop), null, CancellationToken.None));

        Assert.Equal(DiagnosticCodes.NameTaken, error.Diagnostics[0].Code);
        Assert.True(await live.IsRunningAsync("web"));
    }

    [Fact]
    public async Task A_container_made_anew_keeps_its_anonymous_volumes()
    {
        const string Image = "maestro-test/volume:1";
        await fixture.Engine.EnsureImageAsync(Image, "VOLUME /data");
        using var live = new LiveEnvironment(fixture.Engine).Service("db", "echo kept > /data/file; " + Programs.Serve, image: Image);
        await live.PlayAsync(PlayKind.Start);
        await live.PlayAsync(PlayKind.Stop);

        var script = "grep -q kept /data/file || exit 9; " + Programs.Serve;
        var result = await live.Rewrite().Service("db", script, image: Image).PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
    }

    [Fact]
    public async Task A_port_that_Docker_chooses_is_reported_and_handed_to_dependants()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db", external: "auto");

        var result = await live.PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var chosen = (string?)(await live.InspectAsync("db"))!["NetworkSettings"]!["Ports"]!["80/tcp"]![0]!["HostPort"];
        Assert.Equal(chosen, $"{result.Endpoints.Single(e => e.Service == "db").Port}");
        var variables = ((JsonArray)(await live.InspectAsync("web"))!["Config"]!["Env"]!).Select(v => (string)v!);
        Assert.Contains($"DB_{live.Container("db").Replace('-', '_').ToUpperInvariant()}_HTTP_PORT={chosen}", variables);
        Assert.All((await live.PlayAsync(PlayKind.Start)).Instances, i => Assert.Equal("up", i.Outcome));
    }

    [Fact]
    public async Task Gives_a_container_what_its_fields_say()
    {
        using var live = new LiveEnvironment(fixture.Engine);
        live.Service("data", extra: "container_volumes: /shared");
        live.Service("web", extra: "<<: " + $$"""
            {volumes_from: {{live.Container("data")}}, username: "0:0", workdir: /tmp, cap_add: [SYS_TIME], cap_drop: MKNOD, security_opt: [no-new-privileges],
            limits: {memory: 64m, swap: 16m, cpu: 100}, ulimits: {nofile: {soft: 512, hard: 1024} }, dns: 192.0.2.53, extra_hosts: {peer.local: {ship: local}, other.local: 192.0.2.1},
            labels: {team: core}, log_driver: json-file, log_opt: {max-size: 1m}, container_volumes: /own, links: { {{live.Container("data")}}: store }, net: bridge, restart: "on-failure:2"}
            """.ReplaceLineEndings(" "));

        var result = await live.PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var details = (await live.InspectAsync("web"))!;
        var (config, host) = (details["Config"]!, details["HostConfig"]!);
        Assert.Equal(("0:0", "/tmp", "core"), ((string?)config["User"], (string?)config["WorkingDir"], (string?)config["Labels"]!["team"]));
        Assert.Equal((64L << 20, 80L << 20, 100), ((long?)host["Memory"], (long?)host["MemorySwap"], (int?)host["CpuShares"]));
        Assert.Equal("""[{"Name":"nofile","Hard":1024,"Soft":512}]""", host["Ulimits"]!.ToJsonString());
        Assert.Equal("""{"Type":"json-file","Config":{"max-size":"1m"}}""", host["LogConfig"]!.ToJsonString());
        Assert.Equal("""{"Name":"on-failure","MaximumRetryCount":2}""", host["RestartPolicy"]!.ToJsonString());
        Assert.Equal(
            $"SYS_TIME MKNOD no-new-privileges 192.0.2.53 peer.local:{live.Address} other.local:192.0.2.1 {live.Container("data")} /{live.Container("data")}:/{live.Container("web")}/store",
            string.Join(' ', new[] { "CapAdd", "CapDrop", "SecurityOpt", "Dns", "ExtraHosts", "VolumesFrom", "Links" }.SelectMany(f => host[f]!.AsArray()).Select(v => (string?)v)));
        Assert.Equal(["/own", "/shared"], details["Mounts"]!.AsArray().Select(m => (string?)m!["Destination"]).Order());
        Assert.Equal("bridge", (string?)host["NetworkMode"]);
    }
}
