using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Copies of an environment, over the wire.</summary>
public class CopyTests
{
    private const string PortTaken = "driver failed programming external connectivity: Bind for 0.0.0.0:2 failed: port is already allocated";

    [Fact]
    public async Task The_environment_and_two_copies_run_side_by_side()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = WithDb(bench);

        var results = await Task.WhenAll(bench.PlayAsync(environment, PlayKind.Start), StartAsync(bench, environment, "one"), StartAsync(bench, environment, "two"));

        Assert.All(results, r => Succeed(r));
        Assert.Equal(
            ["db-1", "db-1-one", "db-1-two", "web-1", "web-1-one", "web-1-two"], bench.Docker.Containers.Where(c => c.State == "running").Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, results.Select(r => EndpointOf(r, "db-1").Port).Distinct().Count());
        foreach (var result in results)
        {
            var suffix = result.Run is null ? string.Empty : $"-{result.Run}";
            var db = EndpointOf(result, "db-1").Port;
            Assert.Equal(db, bench.Docker.Container($"db-1{suffix}").Ports[0].External);
            Assert.All(["db-1", "web-1"], i => Assert.Contains($"DB_DB_1_DB_PORT={db}", bench.Docker.Container(i + suffix).Environment));
            Assert.Contains("CONTAINER_NAME=web-1", bench.Docker.Container($"web-1{suffix}").Environment);
        }
    }

    [Fact]
    public async Task What_it_makes_says_whose_it_is_and_how_long_it_lives()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        var environment = WithEverything(bench);

        await bench.PlayAsync(environment, new Play(PlayKind.Start) { Run = "ci", Expires = TimeSpan.FromHours(2) });

        IEnumerable<IReadOnlyDictionary<string, string>> all =
            [bench.Docker.Container("app-1-ci").Labels, Assert.Single(bench.Docker.Networks).Labels, bench.Docker.LabelsOf("data-ci")];
        Assert.All(all, labels =>
        {
            Assert.Equal((environment.Name, "ci"), (labels["maestro.environment"], labels["maestro.run"]));
            Assert.InRange(DateTimeOffset.Parse(labels["maestro.expires"], CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(115), DateTimeOffset.UtcNow.AddMinutes(121));
        });
        Assert.Equal("app-1", bench.Docker.Container("app-1-ci").Labels["maestro.instance"]);
        Assert.Equal($$"""{"http":{{bench.Docker.Container("app-1-ci").Ports[0].External}}}""", bench.Docker.Container("app-1-ci").Labels["maestro.ports"]);
        Assert.Equal($"{environment.Name}_back-ci", bench.Docker.Networks[0].Name);
        Assert.Equal("""["app","app-1"]""", bench.Docker.Container("app-1-ci").Endpoints[$"{environment.Name}_back-ci"]["Aliases"]!.ToJsonString());
    }

    [Fact]
    public async Task A_second_start_of_a_copy_changes_nothing_and_asks_nothing_but_the_list()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        var environment = WithEverything(bench);
        Succeed(await StartAsync(bench, environment, "ci"));
        var before = bench.Docker.Requests.Count;

        var again = Succeed(await StartAsync(bench, environment, "ci"));

        Assert.Equal("up", again.Instances[0].Outcome);
        Assert.Empty(again.Steps);
        Assert.Equal(["GET /containers/json"], bench.Docker.Requests.Skip(before).Select(r => $"{r}").Where(r => !r.EndsWith("_ping", StringComparison.Ordinal)));
        Assert.Equal(bench.Docker.Container("app-1-ci").Ports[0].External, again.Endpoints[0].Port);
    }

    [Fact]
    public async Task A_restart_of_a_copy_keeps_its_ports()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        var environment = WithEverything(bench);
        var before = Succeed(await StartAsync(bench, environment, "ci")).Endpoints;

        var after = Succeed(await bench.PlayAsync(environment, new Play(PlayKind.Restart) { Run = "ci" })).Endpoints;

        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_down_takes_exactly_the_copy_and_a_second_one_says_that_it_is_not_there()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        var environment = WithEverything(bench);
        Succeed(await bench.PlayAsync(environment, PlayKind.Start));
        Succeed(await StartAsync(bench, environment, "one"));
        Succeed(await StartAsync(bench, environment, "two"));

        var down = Succeed(await DownAsync(bench, environment, "one"));

        Assert.Empty(down.Diagnostics);
        Assert.Equal(["app-1", "app-1-two"], bench.Docker.Containers.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal([$"{environment.Name}_back", $"{environment.Name}_back-two"], bench.Docker.Networks.Select(n => n.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["data", "data-two"], bench.Docker.Volumes);
        var again = Succeed(await DownAsync(bench, environment, "one"));
        Assert.Equal((DiagnosticCodes.NoSuchCopy, DiagnosticSeverity.Warning), (Assert.Single(again.Diagnostics).Code, again.Diagnostics[0].Severity));
        Assert.Contains("There is: two.", again.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_down_takes_what_the_file_no_longer_knows()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        Succeed(await StartAsync(bench, WithEverything(bench, "changing"), "ci"));
        bench.Docker.Run("app-1-ci.maestro-new", "fleet/app:1", bench.Docker.Container("app-1-ci").Labels);

        Succeed(await DownAsync(bench, bench.Environment("changing").Service("app").Instance("another-1").Build(), "ci"));

        Assert.Empty(bench.Docker.Containers);
        Assert.Empty(bench.Docker.Networks);
        Assert.Empty(bench.Docker.Volumes);
    }

    [Fact]
    public async Task A_down_of_the_environment_leaves_its_copies()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        var environment = WithEverything(bench);
        Succeed(await bench.PlayAsync(environment, PlayKind.Start));
        Succeed(await StartAsync(bench, environment, "ci"));

        Succeed(await bench.PlayAsync(environment, PlayKind.Down));

        Assert.Equal("app-1-ci", Assert.Single(bench.Docker.Containers).Name);
        Assert.Equal($"{environment.Name}_back-ci", Assert.Single(bench.Docker.Networks).Name);
    }

    [Fact]
    public async Task A_port_that_has_gone_to_somebody_else_meanwhile_is_another_one()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        bench.Docker.OnStart("db-1-ci").Fail(PortTaken, times: 2);

        var result = Succeed(await StartAsync(bench, WithDb(bench), "ci"));

        var tried = bench.Docker.RequestsTo("POST", "/containers/create").Where(r => r.Query["name"] == "db-1-ci")
            .Select(r => (string?)r.Body!["HostConfig"]!["PortBindings"]!["5432/tcp"]![0]!["HostPort"]).ToList();
        Assert.Equal(3, tried.Distinct().Count());
        Assert.Equal(tried[^1], $"{EndpointOf(result, "db-1").Port}");
        Assert.Contains($"DB_DB_1_DB_PORT={tried[^1]}", bench.Docker.Container("web-1-ci").Environment);
        Assert.Equal(2, bench.Docker.Containers.Count);
    }

    [Fact]
    public async Task A_port_that_others_have_been_told_of_is_an_error()
    {
        await using var bench = await PlayBench.OpenAsync("zk");
        var environment = bench.Environment().Service("zk").Instance("zk-1", ports: [Env.Port("client", 2181, 2181)]).Instance("zk-2", ports: [Env.Port("client", 2181, 2182)]).Build();
        bench.Docker.OnStart("zk-2-ci").Fail(PortTaken);
        await StartAsync(bench, environment, "ci", "zk-1");

        var result = await StartAsync(bench, environment, "ci");

        StartTests.AssertFailed(result, DiagnosticCodes.CopyPortTaken, "zk-2 of the copy 'ci' cannot have its port");
        Assert.Contains("zk-1 has been told of it already. Take the copy down, and start it under another name.", result.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Null(bench.Docker.FindContainer("zk-2-ci"));
    }

    [Fact]
    public async Task A_volume_of_somebody_else_is_not_taken()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        bench.Docker.AddVolume("data-ci");

        var result = await StartAsync(bench, WithEverything(bench), "ci");

        StartTests.AssertFailed(result, DiagnosticCodes.VolumeTaken, "has a volume named 'data-ci' that is none of Maestro's");
        Assert.Empty(bench.Docker.Containers);
    }

    [Fact]
    public async Task What_is_over_its_time_is_swept_whatever_environment_it_is_of()
    {
        await using var bench = await PlayBench.OpenAsync("app", "web");
        await LeaveExpiredAsync(bench, WithEverything(bench));
        bench.Docker.AddVolume("of-a-sweep-that-was-killed", new Owner("gone", "x").Labels(DateTimeOffset.UnixEpoch).ToDictionary());

        var result = Succeed(await bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start));

        Assert.Equal("web-1", Assert.Single(bench.Docker.Containers).Name);
        Assert.Empty(bench.Docker.Networks);
        Assert.Empty(bench.Docker.Volumes);
        Assert.Equal("swept", Assert.Single(result.Steps, s => s.Step.Kind == StepKind.Sweep).Word);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public async Task What_somebody_works_on_is_not_swept()
    {
        await using var bench = await PlayBench.OpenAsync("app", "web");
        var environment = WithEverything(bench);
        await LeaveExpiredAsync(bench, environment);
        using var held = await EnvironmentLock.AcquireAsync(new Owner(environment.Name, "old"), TimeSpan.Zero, TimeProvider.System, _ => { }, CancellationToken.None);

        var result = Succeed(await bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start));

        Assert.Equal("in use", Assert.Single(result.Steps, s => s.Step.Kind == StepKind.Sweep).Word);
        Assert.NotNull(bench.Docker.FindContainer("app-1-old"));
    }

    [Fact]
    public async Task A_sweep_that_fails_is_a_warning()
    {
        await using var bench = await PlayBench.OpenAsync("app", "web");
        var environment = WithEverything(bench);
        await LeaveExpiredAsync(bench, environment);
        bench.Docker.Refuse("DELETE", "/containers/*", 500, "driver failed");

        var result = Succeed(await bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start));

        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.SweepFailed, DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.StartsWith($"What is left of the copy 'old' of the environment '{environment.Name}' on ship ship, whose time is over, could not be removed: driver failed.", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_sweep_at_once_do_not_fail()
    {
        await using var bench = await PlayBench.OpenAsync("app", "web", "api");
        await LeaveExpiredAsync(bench, WithEverything(bench));

        var results = await Task.WhenAll(bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start), bench.PlayAsync(bench.Environment().Service("api").Build(), PlayKind.Start));

        Assert.All(results, r => Assert.Empty(Succeed(r).Diagnostics));
        Assert.Null(bench.Docker.FindContainer("app-1-old"));
    }

    [Fact]
    public async Task A_copy_waits_for_no_other_run_but_its_own()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        var environment = WithEverything(bench);
        using var itself = await EnvironmentLock.AcquireAsync(new Owner(environment.Name), TimeSpan.Zero, TimeProvider.System, _ => { }, CancellationToken.None);
        using var other = await EnvironmentLock.AcquireAsync(new Owner(environment.Name, "other"), TimeSpan.Zero, TimeProvider.System, _ => { }, CancellationToken.None);
        Succeed(await StartAsync(bench, environment, "ci"));

        using var held = await EnvironmentLock.AcquireAsync(new Owner(environment.Name, "ci"), TimeSpan.Zero, TimeProvider.System, _ => { }, CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(environment, new Play(PlayKind.Stop) { Run = "ci", Timeout = TimeSpan.FromMilliseconds(50) }));

        Assert.Contains($"works on the copy 'ci' of the environment '{environment.Name}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_and_commands_are_those_of_the_copy()
    {
        await using var bench = await PlayBench.OpenAsync("app");
        var environment = WithEverything(bench);
        bench.Docker.OnStart("app-1").Write("I am the environment");
        bench.Docker.OnStart("app-1-ci").Write("I am the copy");
        Succeed(await bench.PlayAsync(environment, PlayKind.Start));
        Succeed(await StartAsync(bench, environment, "ci"));
        bench.Docker.SetExecExit("app-1-ci", 7);

        var lines = await new Conductor().LogsAsync(environment, new Play(PlayKind.Logs) { Run = "ci" }, null, CancellationToken.None).OfType<LogLine>().ToListAsync();
        var exit = await new Conductor().ExecAsync(environment, new ExecOptions { Instance = "app-1", Run = "ci", Command = ["true"] }, new ExecStreams { Output = Stream.Null, Error = Stream.Null }, CancellationToken.None);

        Assert.Equal(("app-1", "I am the copy"), (Assert.Single(lines).Instance, lines[0].Text));
        Assert.Equal(7, exit);
    }

    [Fact]
    public async Task Only_a_copy_expires()
    {
        await using var bench = await PlayBench.OpenAsync("app");

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(WithEverything(bench), new Play(PlayKind.Start) { Expires = TimeSpan.FromHours(1) }));

        Assert.Equal("Only a copy can expire (--expires): name one (--run).", refusal.Diagnostics[0].Message);
    }

    private static Task<PlayResult> StartAsync(PlayBench bench, MaestroEnvironment environment, string run, params string[] things)
        => bench.PlayAsync(environment, new Play(PlayKind.Start) { Run = run, Things = things });

    private static Task<PlayResult> DownAsync(PlayBench bench, MaestroEnvironment environment, string run) => bench.PlayAsync(environment, new Play(PlayKind.Down) { Run = run });

    // What a run has left that was killed: its time is over as soon as it has begun.
    private static async Task LeaveExpiredAsync(PlayBench bench, MaestroEnvironment environment)
    {
        Succeed(await bench.PlayAsync(environment, new Play(PlayKind.Start) { Run = "old", Expires = TimeSpan.FromTicks(1) }));
        await FakeDocker.WaitUntilAsync(() => Owner.ExpiryOf(bench.Docker.Container("app-1-old").Labels) < DateTimeOffset.UtcNow, "the end of its time");
    }

    private static MaestroEnvironment WithDb(PlayBench bench) => bench.Environment()
        .Service("db").Instance("db-1", ports: [Env.Port("db", 5432, 5432)], lifecycle: Env.Checked("db"))
        .Service("web", requires: ["db"])
        .Build();

    private static MaestroEnvironment WithEverything(PlayBench bench, string? name = null) => bench.Environment(name)
        .Network("back")
        .Service("app").Instance("app-1", ports: [Env.Port("http", 80, 30180)], change: i => i with { Networks = [new NetworkAttachment("back")], Volumes = [new VolumeBinding("data", "/data")] })
        .Build();

    private static ServiceEndpoint EndpointOf(PlayResult result, string instance) => Assert.Single(result.Endpoints, e => e.Instance == instance);

    private static PlayResult Succeed(PlayResult result)
    {
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result;
    }
}
