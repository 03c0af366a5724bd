using System.Net;
using System.Net.Sockets;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Whole plays over the wire, with checks of every kind and state.</summary>
public class CheckTests
{
    private static readonly IReadOnlyList<PortMapping> Chosen = [Env.Port("http", 80)];

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Checks_run_in_the_order_written_and_the_first_that_fails_ends_them()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        using var folder = new TemporaryFolder();
        var environment = Checked(bench, new Lifecycle { Running = [Shell($"sleep 0.3; echo first >> {folder.Path}/log"), Shell($"echo second >> {folder.Path}/log; exit 1"), Shell($"echo third >> {folder.Path}/log")] });

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "web-1 did not pass the running check 'exec sh'");
        Assert.Equal(["first", "second"], await File.ReadAllLinesAsync(Path.Combine(folder.Path, "log")));
    }

    [Fact]
    public async Task An_http_check_asks_the_published_port()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").OpenPortsAfter(TimeSpan.FromMilliseconds(200)).AnswerHttp("all is well");
        var environment = bench.Environment().Service("web")
            .Instance("web-1", ports: Chosen, lifecycle: new Lifecycle { Running = [new HttpCheckSpec { PortName = "http", MatchRegex = "is w" }] }).Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
    }

    [Fact]
    public async Task An_http_check_that_hangs_ends_at_its_deadline()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var check = new HttpCheckSpec { Host = "127.0.0.1", PortNumber = ((IPEndPoint)silent.LocalEndpoint).Port, MaxWait = Soon };

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [check] }), PlayKind.Start).WaitAsync(TimeSpan.FromSeconds(60));

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "within 0.4 s (1 try)");
    }

    [Fact]
    public async Task An_exec_check_finds_the_port_that_docker_chose()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        using var folder = new TemporaryFolder();
        var lifecycle = new Lifecycle { Running = [Shell($"echo $WEB_WEB_1_HTTP_PORT $CONTAINER_NAME > {folder.Path}/port")] };
        var environment = bench.Environment().Service("web").Instance("web-1", ports: Chosen, lifecycle: lifecycle).Build();

        await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal($"{bench.Docker.Container("web-1").Ports.Single().External} web-1\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "port")));
    }

    [Fact]
    public async Task A_missing_program_fails_the_check_at_once_and_by_name()
    {
        await using var bench = await PlayBench.OpenAsync("web");

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new ExecCheckSpec(["no-such-program"])] }), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "'exec no-such-program'", "there is no program 'no-such-program'", "1 try");
    }

    [Fact]
    public async Task A_rexec_check_passes_when_the_command_in_the_container_exits_with_0()
    {
        await using var bench = await PlayBench.OpenAsync("web");

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new RemoteExecCheckSpec(["/bin/check", "deep"])] }), PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(["/bin/check", "deep"], bench.Docker.RequestsTo("POST", "/containers/*/exec").Single().Body!["Cmd"]!.AsArray().Select(w => (string?)w));
    }

    [Fact]
    public async Task A_rexec_check_that_fails_tells_exit_code_and_output_of_its_last_attempt()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.SetExecExit("web-1", 3);
        bench.Docker.SetExecOutput("web-1", "not deep enough");
        var check = new RemoteExecCheckSpec(["/bin/check"]) { Attempts = 2, Interval = TimeSpan.FromMilliseconds(10) };

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [check] }), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "'rexec /bin/check'", "2 tries", "exit code 3", "not deep enough", "is running");
        Assert.Equal(2, bench.Docker.RequestsTo("POST", "/containers/*/exec").Count);
    }

    [Fact]
    public async Task A_rexec_check_that_hangs_ends_at_its_deadline_and_its_command_is_killed()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.SetExecOutput("web-1", "thinking");
        bench.Docker.HangExecs("web-1");

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new RemoteExecCheckSpec(["/bin/check"]) { MaxWait = Soon }] }), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "within 0.4 s (1 try)", "the command has not ended");
        var commands = bench.Docker.RequestsTo("POST", "/containers/*/exec").Select(r => r.Body!).ToList();
        var mark = (string)commands[0]["Env"]![0]!;
        Assert.Contains($"grep -q {mark} ", (string?)commands[1]["Cmd"]![2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_waits_until_the_image_s_own_says_healthy()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").HealthCheck(TimeSpan.FromMilliseconds(200));

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new HealthCheckSpec()] }), PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal("healthy", bench.Docker.Container("web-1").Health);
    }

    [Fact]
    public async Task A_health_check_that_fails_tells_what_the_image_s_own_said_last()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").HealthCheck();
        var playing = bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new HealthCheckSpec { MaxWait = TimeSpan.FromSeconds(1) }] }), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.FindContainer("web-1")?.Health is not null, "web-1 has a health");

        bench.Docker.SetHealth("web-1", "unhealthy", "curl: (7) refused");

        StartTests.AssertFailed(await playing, DiagnosticCodes.CheckFailed, "'health'", "it is unhealthy", "curl: (7) refused");
    }

    [Fact]
    public async Task A_health_check_of_an_image_without_one_fails_at_once()
    {
        await using var bench = await PlayBench.OpenAsync("web");

        StartTests.AssertFailed(
            await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new HealthCheckSpec()] }), PlayKind.Start),
            DiagnosticCodes.CheckFailed, "the image fleet/web:1 has no HEALTHCHECK");
    }

    [Fact]
    public async Task The_image_s_own_health_is_told_with_the_failure_of_any_check()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").HealthCheck();
        var playing = bench.PlayAsync(Checked(bench, new Lifecycle { Running = [Shell("exit 1", TimeSpan.FromSeconds(1)) with { Attempts = null }] }), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.FindContainer("web-1")?.Health is not null, "web-1 has a health");
        bench.Docker.SetHealth("web-1", "unhealthy", "disk is full");

        StartTests.AssertFailed(await playing, DiagnosticCodes.CheckFailed, "It is unhealthy; its HEALTHCHECK says:", "disk is full");
    }

    [Fact]
    public async Task A_failure_tells_when_the_container_was_made_before_the_file_was_corrected()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var name = bench.Environment().Build().Name;
        await bench.PlayAsync(File("wrong", "exit 0").Build(), PlayKind.Start);

        var same = await bench.PlayAsync(File("wrong", "exit 1").Service("web", requires: ["db"]).Instance("web-1").Build(), PlayKind.Start);
        var corrected = await bench.PlayAsync(File("right", "exit 1").Service("web", requires: ["db"]).Instance("web-1").Build(), PlayKind.Start);

        StartTests.AssertFailed(corrected, DiagnosticCodes.CheckFailed, "The container is running. It was made from another version of the file; a restart makes it anew.");
        Assert.DoesNotContain("another version", Assert.Single(same.Diagnostics).Message, StringComparison.Ordinal);

        EnvironmentBuilder File(string value, string check) => Env.Of(name).Ship(Env.DefaultShip, endpoint: new UnixEndpoint(bench.Docker.SocketPath))
            .Service("db").Instance("db-1", env: new Dictionary<string, string?> { ["X"] = value }, lifecycle: new Lifecycle { Running = [Shell(check)] });
    }

    [Fact]
    public async Task A_log_check_passes_with_the_line_it_waits_for()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").Write("ready to accept connections");
        var playing = bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new LogCheckSpec("ready to .* connections$") { Times = 2 }] }), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.RequestsTo("GET", "/containers/*/logs").Count == 1, "the log is read");

        bench.Docker.WriteLog("web-1", "ready to accept connections", isError: true);

        Assert.True((await playing).Succeeded);
    }

    [Fact]
    public async Task A_log_check_that_fails_tells_how_much_it_has_read()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").Write("one").Write("two");

        StartTests.AssertFailed(
            await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [new LogCheckSpec("three") { MaxWait = Soon }] }), PlayKind.Start),
            DiagnosticCodes.CheckFailed, "'log 'three''", "none matched among 2 lines so far, the last one being 'two'");
    }

    [Fact]
    public async Task A_log_check_knows_nothing_of_what_was_written_before_the_last_restart()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").Write("starting").Exit(1, TimeSpan.FromMilliseconds(50), times: 1);
        var environment = Checked(bench, new Lifecycle { Running = [Shell("sleep 0.5"), new LogCheckSpec("starting") { Times = 2, MaxWait = Soon }] }, new RestartPolicy(RestartKind.Always));

        StartTests.AssertFailed(await bench.PlayAsync(environment, PlayKind.Start), DiagnosticCodes.CheckFailed, "1 of 2 matched among 1 line", "after 1 restart");
    }

    [Fact]
    public async Task A_check_must_go_on_passing_when_told_so()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        using var folder = new TemporaryFolder();
        var flag = Path.Combine(folder.Path, "passed");
        var flapping = Shell($"if [ -e {flag} ]; then exit 1; fi; touch {flag}") with { StableFor = TimeSpan.FromMilliseconds(200), Interval = TimeSpan.FromMilliseconds(20), Attempts = 1 };

        StartTests.AssertFailed(await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [flapping] }), PlayKind.Start), DiagnosticCodes.CheckFailed, "2 tries", "exit code 1");
    }

    [Fact]
    public async Task What_a_container_has_proved_before_it_was_brought_back_must_be_proved_again()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        using var folder = new TemporaryFolder();
        bench.Docker.OnStart("web-1").Exit(1, TimeSpan.FromMilliseconds(200), times: 1);
        var log = Path.Combine(folder.Path, "log");
        var environment = Checked(bench, new Lifecycle { Running = [Shell($"echo tried >> {log}"), Shell("sleep 0.6")] }, new RestartPolicy(RestartKind.Always));

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(2, (await File.ReadAllLinesAsync(log)).Length);
        Assert.Contains(bench.Progress.Events.OfType<StepProgress>(), p => p.Message.Contains("brought back (1 restart so far)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_that_ends_for_good_ends_the_check_that_waits_for_it()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").Exit(4, TimeSpan.FromMilliseconds(200)).Write("out of coffee");

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { Running = [Shell("sleep 30")] }), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.ContainerDied, "exit code 4", "while the check 'exec sh' waited for it", "out of coffee");
    }

    [Fact]
    public async Task A_failure_names_the_chain_of_instances_that_it_blocks()
    {
        await using var bench = await PlayBench.OpenAsync("db", "app", "web", "other");
        bench.Docker.OnStart("db-1").Write("no space left");
        var environment = bench.Environment()
            .Service("db").Instance("db-1", lifecycle: new Lifecycle { Running = [Shell("exit 1")] })
            .Service("app", requires: ["db"]).Instances(2)
            .Service("web", requires: ["app"])
            .Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "Blocked by it: app-1, app-2, then web-1. The last lines of its log:", "no space left");
        Assert.Equal(["failed", "blocked by db-1", "blocked by db-1", "blocked by db-1"], result.Instances.Select(i => i.Outcome));
    }

    [Fact]
    public async Task A_pre_start_check_that_fails_leaves_the_instance_unmade()
    {
        await using var bench = await PlayBench.OpenAsync("web");

        var result = await bench.PlayAsync(Checked(bench, new Lifecycle { PreStart = [Shell("echo disk is missing; exit 1")] }), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "web-1 did not pass the pre-start check 'exec sh'", "disk is missing");
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public async Task Pre_start_checks_come_after_what_is_required_and_before_the_creation()
    {
        await using var bench = await PlayBench.OpenAsync("web", "db");
        using var folder = new TemporaryFolder();
        var environment = bench.Environment()
            .Service("db").Instance("db-1", lifecycle: new Lifecycle { Running = [Shell($"echo db is up >> {folder.Path}/log")] })
            .Service("web", requires: ["db"]).Instance("web-1", lifecycle: new Lifecycle { PreStart = [Shell($"echo before web >> {folder.Path}/log")], Running = [Shell($"echo web is up >> {folder.Path}/log")] })
            .Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal(["db is up", "before web", "web is up"], await File.ReadAllLinesAsync(Path.Combine(folder.Path, "log")));
        Assert.Equal(["started", "started"], result.Instances.Select(i => i.Outcome));
    }

    [Fact]
    public async Task A_pre_stop_check_that_fails_keeps_the_instance_and_what_it_requires_running()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment()
            .Service("db")
            .Service("web", requires: ["db"]).Instance("web-1", lifecycle: new Lifecycle { PreStop = [Shell("exit 1")] })
            .Build();
        await bench.PlayAsync(environment, PlayKind.Start);

        var result = await bench.PlayAsync(environment, PlayKind.Stop);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "web-1 did not pass the pre-stop check", "Blocked by it: db-1");
        Assert.All(bench.Docker.Containers, c => Assert.Equal("running", c.State));
    }

    [Fact]
    public async Task Stopped_checks_come_after_the_stop_and_hold_back_what_is_required()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment()
            .Service("db")
            .Service("web", requires: ["db"]).Instance("web-1", lifecycle: new Lifecycle { PreStop = [Shell("exit 0")], Stopped = [Shell("echo still busy; exit 1")] })
            .Build();
        await bench.PlayAsync(environment, PlayKind.Start);

        var result = await bench.PlayAsync(environment, PlayKind.Stop);

        StartTests.AssertFailed(result, DiagnosticCodes.CheckFailed, "web-1 did not pass the stopped check", "still busy", "The container is exited, with exit code 0.");
        Assert.Equal(("exited", "running"), (bench.Docker.Container("web-1").State, bench.Docker.Container("db-1").State));
    }

    [Fact]
    public async Task A_stop_with_checks_that_pass_says_stopped()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = Checked(bench, new Lifecycle { PreStop = [Shell("exit 0")], Stopped = [new ExitCheckSpec(), new LogCheckSpec("bye")] });
        bench.Docker.OnStart("web-1").Write("bye");
        await bench.PlayAsync(environment, PlayKind.Start);

        var result = await bench.PlayAsync(environment, PlayKind.Stop);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal("stopped", Assert.Single(result.Instances).Outcome);
    }

    [Fact]
    public async Task A_container_that_ends_during_its_pre_stop_checks_is_down()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = Checked(bench, new Lifecycle { PreStop = [new SleepCheckSpec(TimeSpan.FromSeconds(60))] });
        await bench.PlayAsync(environment, PlayKind.Start);
        var playing = bench.PlayAsync(environment, PlayKind.Stop);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.Watchers == 1, "an event stream");

        bench.Docker.Exit("web-1", 1);

        var result = await playing;
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal("down", Assert.Single(result.Instances).Outcome);
    }

    [Fact]
    public async Task A_job_that_ends_with_0_is_completed_and_what_requires_it_starts_then()
    {
        await using var bench = await PlayBench.OpenAsync("job", "web");
        bench.Docker.OnStart("job-1").Exit(0, TimeSpan.FromMilliseconds(300)).Write("migrated 3 tables");
        var environment = WithJob(bench, new LogCheckSpec("migrated"), new ExitCheckSpec());

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(["completed", "started"], result.Instances.Select(i => i.Outcome));
        Assert.True(bench.Docker.Container("web-1").StartedAt >= bench.Docker.Container("job-1").FinishedAt);
    }

    [Fact]
    public async Task A_job_that_ends_at_once_is_completed()
    {
        await using var bench = await PlayBench.OpenAsync("job", "web");
        bench.Docker.OnStart("job-1").Exit(0).Write("migrated 3 tables");

        var result = await bench.PlayAsync(WithJob(bench, new LogCheckSpec("migrated"), new ExitCheckSpec()), PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
    }

    [Fact]
    public async Task A_job_that_fails_blocks_what_requires_it_with_its_exit_code_and_last_words()
    {
        await using var bench = await PlayBench.OpenAsync("job", "web");
        bench.Docker.OnStart("job-1").Exit(2, TimeSpan.FromMilliseconds(200)).Write("table exists");

        var result = await bench.PlayAsync(WithJob(bench, new ExitCheckSpec()), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.ContainerDied, "job-1 ended with exit code 2", "Blocked by it: web-1", "table exists");
    }

    [Fact]
    public async Task A_job_that_its_restart_policy_tries_again_may_fail_before_it_is_completed()
    {
        await using var bench = await PlayBench.OpenAsync("job", "web");
        bench.Docker.OnStart("job-1").Exit(1, TimeSpan.FromMilliseconds(50), times: 1);
        var environment = WithJob(bench, new RestartPolicy(RestartKind.OnFailure, 3), new ExitCheckSpec());
        var playing = bench.PlayAsync(environment, PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.FindContainer("job-1") is { RestartCount: 1, State: "running" }, "the second run");

        bench.Docker.Exit("job-1", 0);

        Assert.Equal(["completed", "started"], (await playing).Instances.Select(i => i.Outcome));
    }

    [Fact]
    public async Task A_job_that_never_ends_fails_at_its_deadline()
    {
        await using var bench = await PlayBench.OpenAsync("job", "web");

        StartTests.AssertFailed(
            await bench.PlayAsync(WithJob(bench, new ExitCheckSpec { MaxWait = Soon }), PlayKind.Start),
            DiagnosticCodes.CheckFailed, "'exit' within 0.4 s", "it has not ended", "is running");
    }

    [Fact]
    public async Task A_job_that_is_done_is_left_alone_until_the_file_says_something_else()
    {
        await using var bench = await PlayBench.OpenAsync("job", "web");
        bench.Docker.OnStart("job-1").Exit(0);
        var name = bench.Environment().Build().Name;
        await bench.PlayAsync(Job(null), PlayKind.Start);
        var (first, before) = (bench.Docker.Container("job-1").Id, bench.Changes.Count());

        var again = await bench.PlayAsync(Job(null), PlayKind.Start);
        var status = await bench.PlayAsync(Job(null), PlayKind.Status);
        var changes = bench.Changes.Count() - before;
        var changed = await bench.PlayAsync(Job("new"), PlayKind.Start);

        Assert.Equal("done", Assert.Single(again.Instances).Outcome);
        Assert.Equal(0, changes);
        Assert.StartsWith("done 1s ago", Assert.Single(status.Instances).Outcome, StringComparison.Ordinal);
        Assert.Equal("completed", Assert.Single(changed.Instances).Outcome);
        Assert.NotEqual(first, bench.Docker.Container("job-1").Id);

        MaestroEnvironment Job(string? value) => Env.Of(name).Ship(Env.DefaultShip, endpoint: new UnixEndpoint(bench.Docker.SocketPath))
            .Service("job").Instance("job-1", env: new Dictionary<string, string?> { ["X"] = value }, lifecycle: new Lifecycle { Running = [new ExitCheckSpec()] }).Build();
    }

    [Fact]
    public async Task A_cancellation_in_the_middle_of_a_check_leaves_no_process_behind()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "left");
        var playing = bench.PlayAsync(Checked(bench, new Lifecycle { Running = [Shell($"sleep 60 & echo $! > {file}.new; mv {file}.new {file}; wait")] }), PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => File.Exists(file), "the check runs");

        await bench.CancelAsync();

        Assert.Equal(PlayVerdict.Cancelled, (await playing).Verdict);
        var process = (await File.ReadAllTextAsync(file)).Trim();
        await FakeDocker.WaitUntilAsync(() => !File.Exists($"/proc/{process}/stat") || File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal), $"the end of process {process}");
    }

    [Fact]
    public async Task Starts_are_limited_per_ship_though_they_have_checks_before_them()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").Take(TimeSpan.FromMilliseconds(150));
        bench.Docker.OnStart("web-2").Take(TimeSpan.FromMilliseconds(150));
        var lifecycle = new Lifecycle { PreStart = [Shell("exit 0")], Running = [Shell("exit 0")] };
        var environment = bench.Environment().Service("web").Instance("web-1", lifecycle: lifecycle).Instance("web-2", lifecycle: lifecycle).Build();

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Start) { ShipConcurrency = 1 });

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var starts = bench.Docker.RequestsTo("POST", "/containers/*/start");
        Assert.True(starts[1].Begin >= starts[0].End, $"the second start began at {starts[1].Begin:O}, the first ended at {starts[0].End:O}");
    }

    private static ExecCheckSpec Shell(string script, TimeSpan? maxWait = null)
        => new(["sh", "-c", script]) { Attempts = 1, Interval = TimeSpan.FromMilliseconds(50), MaxWait = maxWait ?? CheckSpec.DefaultMaxWait };

    private static MaestroEnvironment Checked(PlayBench bench, Lifecycle lifecycle, RestartPolicy? restart = null)
        => bench.Environment().Service("web").Instance("web-1", lifecycle: lifecycle, change: i => i with { Restart = restart ?? RestartPolicy.No }).Build();

    private static MaestroEnvironment WithJob(PlayBench bench, params CheckSpec[] checks) => WithJob(bench, RestartPolicy.No, checks);

    private static MaestroEnvironment WithJob(PlayBench bench, RestartPolicy restart, params CheckSpec[] checks) => bench.Environment()
        .Service("job").Instance("job-1", lifecycle: new Lifecycle { Running = checks }, change: i => i with { Restart = restart })
        .Service("web", requires: ["job"])
        .Build();
}
