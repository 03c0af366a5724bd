using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>Every kind of check on real containers, passing and failing.</summary>
[Collection(RealEngineCollection.Name)]
public sealed class CheckTests(RealEngineFixture fixture)
{
    private const string Web = "command: [sh, -c, \"mkdir /www; echo hello > /www/index.html; trap 'exit 0' TERM; httpd -f -p 80 -h /www & wait\"]";
    private const string Late = "command: [sh, -c, \"mkdir /www; echo hello > /www/index.html; trap 'exit 0' TERM; sleep 1; echo ready; httpd -f -p 80 -h /www & wait\"]";
    private const string Idle = "command: [sh, -c, \"trap 'echo bye; exit 0' TERM; echo up; sleep 1000 & wait\"]";
    private const string Ports = "ports: {http: \"80:PORT\"}";

    [Fact]
    public async Task An_http_check_waits_until_the_service_answers()
        => AssertSucceeded(await StartAsync(Late, Ports, "lifecycle: {running: [{type: http, port: http, match_regex: hel+o, max_wait: 30}]}"));

    [Fact]
    public async Task An_http_check_that_fails_tells_the_status()
        => AssertFailed(await StartAsync(Web, Ports, "lifecycle: {running: [{type: http, port: http, path: /nothing, max_wait: 1.5}]}"), "/nothing: HTTP 404", "within 1.5 s", "is running");

    [Fact]
    public async Task An_exec_check_reaches_the_service_by_its_variables()
        => AssertSucceeded(await StartAsync(Late, Ports, "lifecycle: {running: [{type: exec, command: \"sh -c 'env | grep -q ^CONTAINER_HOST_ADDRESS='\"}]}"));

    [Fact]
    public async Task An_exec_check_that_fails_tells_its_output()
        => AssertFailed(await StartAsync(Idle, "lifecycle: {running: [{type: exec, command: \"sh -c 'echo too few; exit 9'\", attempts: 2, interval: 0.1}]}"), "2 tries", "exit code 9", "too few", "    up");

    [Fact]
    public async Task A_rexec_check_runs_in_the_container()
        => AssertSucceeded(await StartAsync("command: [sh, -c, \"trap 'exit 0' TERM; sleep 1; touch /tmp/ok; sleep 1000 & wait\"]", "lifecycle: {running: [{type: rexec, command: test -e /tmp/ok, interval: 0.1}]}"));

    [Fact]
    public async Task A_rexec_check_that_fails_tells_exit_code_and_output()
        => AssertFailed(await StartAsync(Idle, "lifecycle: {running: [{type: rexec, command: \"sh -c 'echo not yet >&2; exit 4'\", attempts: 2, interval: 0.1}]}"), "2 tries", "exit code 4", "not yet");

    [Fact]
    public async Task A_rexec_check_names_a_program_that_the_container_does_not_have()
        => AssertFailed(await StartAsync(Idle, "lifecycle: {running: [{type: rexec, command: no-such-program, attempts: 2, interval: 0.1}]}"), "no-such-program");

    [Fact]
    public async Task A_rexec_check_that_hangs_leaves_no_process_in_the_container()
    {
        using var live = new LiveEnvironment(fixture.Engine).Declare("app", fields: [Idle, "lifecycle: {running: [{type: rexec, command: \"sh -c 'sleep 777; true'\", max_wait: 1}]}"]);

        AssertFailed(await live.PlayAsync(PlayKind.Start), "has not ended", "within 1 s");

        await Eventually.IsTrueAsync(async () => !(await ProcessesAsync(live)).Contains("sleep 777", StringComparison.Ordinal), "the command of the check is gone");
        Assert.Contains("sleep 1000", await ProcessesAsync(live), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sleep_check_waits()
    {
        var result = await StartAsync(Idle, "lifecycle: {running: [{type: sleep, wait: 1.5}]}");

        AssertSucceeded(result);
        Assert.True(result.Steps.Single(s => s.Step.Kind == StepKind.Check).Duration > TimeSpan.FromSeconds(1.4));
    }

    [Fact]
    public async Task A_health_check_waits_for_the_image_s_own()
    {
        await fixture.Engine.EnsureImageAsync("maestro-test/well", "HEALTHCHECK --interval=1s --timeout=2s CMD test -e /tmp/ok");

        AssertSucceeded(await StartAsync("maestro-test/well", "command: [sh, -c, \"trap 'exit 0' TERM; sleep 1; touch /tmp/ok; sleep 1000 & wait\"]", "lifecycle: {running: [{type: health, max_wait: 30}]}"));
    }

    [Fact]
    public async Task A_health_check_tells_what_the_image_s_own_said_last()
    {
        await fixture.Engine.EnsureImageAsync("maestro-test/ailing", "HEALTHCHECK --interval=1s --timeout=2s --retries=1 CMD echo no pulse && exit 1");

        AssertFailed(await StartAsync("maestro-test/ailing", Idle, "lifecycle: {running: [{type: health, max_wait: 5}]}"), "it is unhealthy", "no pulse");
    }

    [Fact]
    public async Task A_health_check_of_an_image_without_one_fails_at_once()
        => AssertFailed(await StartAsync(Idle, "lifecycle: {running: [{type: health}]}"), "has no HEALTHCHECK");

    [Fact]
    public async Task A_log_check_follows_the_log()
        => AssertSucceeded(await StartAsync("command: [sh, -c, \"trap 'exit 0' TERM; echo one; sleep 1; echo two >&2; sleep 1000 & wait\"]", "lifecycle: {running: [{type: log, match_regex: ^one$}, {type: log, match_regex: ^two$, max_wait: 30}]}"));

    [Fact]
    public async Task A_log_check_that_fails_tells_the_last_line()
        => AssertFailed(await StartAsync(Idle, "lifecycle: {running: [{type: log, match_regex: down, max_wait: 1}]}"), "none matched among 1 line", "'up'");

    [Fact]
    public async Task A_log_check_sees_the_first_line_of_a_restarted_container_and_none_of_before()
        => AssertFailed(
            await StartAsync(
                "restart: always",
                "command: [sh, -c, \"trap 'exit 0' TERM; if [ -e /tmp/x ]; then echo second; else touch /tmp/x; echo first; sleep 0.3; exit 1; fi; sleep 1000 & wait\"]",
                "lifecycle: {running: [{type: log, match_regex: second, max_wait: 30}, {type: log, match_regex: first, max_wait: 1}]}"),
            "none matched among 1 line", "'second'", "after 1 restart");

    [Fact]
    public async Task A_job_is_completed_once_and_then_done()
    {
        using var live = new LiveEnvironment(fixture.Engine)
            .Declare("web", requires: "job", fields: [Idle])
            .Declare("job", fields: ["command: [sh, -c, \"sleep 0.5; echo migrated\"]", "lifecycle: {running: [{type: log, match_regex: migrated}, {type: exit, max_wait: 30}]}"]);

        var first = await live.PlayAsync(PlayKind.Start);
        var finished = await live.TimeAsync("job", "FinishedAt");
        var second = await live.PlayAsync(PlayKind.Start);
        var status = await live.PlayAsync(PlayKind.Status);

        AssertSucceeded(first);
        Assert.Equal(["completed", "started"], first.Instances.Select(i => i.Outcome));
        Assert.True(await live.TimeAsync("web", "StartedAt") >= finished);
        Assert.Equal(["done", "up"], second.Instances.Select(i => i.Outcome));
        Assert.Empty(second.Steps);
        Assert.StartsWith("done ", status.Instances.Single(i => i.Service == "job").Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_blocks_what_requires_it()
    {
        using var live = new LiveEnvironment(fixture.Engine)
            .Declare("web", requires: "job", fields: [Idle])
            .Declare("job", fields: ["command: [sh, -c, \"sleep 0.3; echo table exists; exit 2\"]", "lifecycle: {running: [{type: exit}]}"]);

        var result = await live.PlayAsync(PlayKind.Start);

        AssertFailed(result, DiagnosticCodes.ContainerDied, "ended with exit code 2", $"Blocked by it: {live.Container("web")}", "table exists");
        Assert.Null(await live.InspectAsync("web"));
    }

    [Fact]
    public async Task A_pre_start_check_that_fails_leaves_the_instance_unmade()
    {
        using var live = new LiveEnvironment(fixture.Engine).Declare("app", fields: [Idle, "lifecycle: {pre-start: [{type: exec, command: \"false\", attempts: 1}]}"]);

        AssertFailed(await live.PlayAsync(PlayKind.Start), "pre-start check 'exec false'");
        Assert.Null(await live.InspectAsync("app"));
    }

    [Fact]
    public async Task A_pre_stop_check_that_fails_keeps_the_container_and_one_that_passes_lets_it_stop()
    {
        using var live = new LiveEnvironment(fixture.Engine).Declare("app", fields: [Idle, "lifecycle: {pre-stop: [{type: rexec, command: \"false\", attempts: 1}]}"]);
        AssertSucceeded(await live.PlayAsync(PlayKind.Start));

        AssertFailed(await live.PlayAsync(PlayKind.Stop), "pre-stop check 'rexec false'");
        Assert.True(await live.IsRunningAsync("app"));

        live.Rewrite().Declare("app", fields: [Idle, "lifecycle: {pre-stop: [{type: rexec, command: \"true\"}], stopped: [{type: log, match_regex: bye}, {type: exit}]}"]);
        var stopped = await live.PlayAsync(PlayKind.Stop);
        AssertSucceeded(stopped);
        Assert.Equal("stopped", Assert.Single(stopped.Instances).Outcome);
    }

    [Fact]
    public async Task A_container_that_had_to_be_killed_does_not_pass_a_check_of_its_exit_code()
    {
        using var live = new LiveEnvironment(fixture.Engine).Declare("deaf", fields: ["command: [sh, -c, \"trap '' TERM; while :; do sleep 1; done\"]", "lifecycle: {stopped: [{type: exit}]}"]);
        AssertSucceeded(await live.PlayAsync(PlayKind.Start));

        AssertFailed(await live.PlayAsync(PlayKind.Stop), "stopped check 'exit'", "exit code 137");
    }

    [Fact]
    public async Task A_service_that_flaps_does_not_pass_a_check_that_asks_for_staying()
    {
        var flapping = "command: [sh, -c, \"trap 'exit 0' TERM; (while :; do touch /tmp/ok; sleep 0.5; rm /tmp/ok; sleep 0.5; done) & wait\"]";

        AssertFailed(await StartAsync(flapping, "lifecycle: {running: [{type: rexec, command: test -e /tmp/ok, interval: 0.1, stable_for: 2, max_wait: 5}]}"), "within 5 s");
        AssertSucceeded(await StartAsync(Idle, "lifecycle: {running: [{type: rexec, command: \"true\", interval: 0.1, stable_for: 1, max_wait: 20}]}"));
    }

    [Fact]
    public async Task A_cancellation_in_the_middle_of_an_exec_check_leaves_no_process()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "left");
        using var live = new LiveEnvironment(fixture.Engine).Declare("app", fields: [Idle, $"lifecycle: {{running: [{{type: exec, command: [sh, -c, 'sleep 60 & echo $! > {file}.new; mv {file}.new {file}; wait']}}]}}"]);
        using var cancellation = new CancellationTokenSource();
        var playing = live.PlayAsync(new Play(PlayKind.Start), cancellation.Token);
        await Eventually.IsTrueAsync(() => Task.FromResult(File.Exists(file)), "the check runs");

        await cancellation.CancelAsync();

        Assert.Equal(PlayVerdict.Cancelled, (await playing).Verdict);
        var status = $"/proc/{(await File.ReadAllTextAsync(file)).Trim()}/stat";
        await Eventually.IsTrueAsync(() => Task.FromResult(!File.Exists(status) || File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal)), "the process of the check is gone");
    }

    private static void AssertSucceeded(PlayResult result) => Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));

    private static void AssertFailed(PlayResult result, params string[] words) => AssertFailed(result, DiagnosticCodes.CheckFailed, words);

    private static void AssertFailed(PlayResult result, DiagnosticCode code, params string[] words)
    {
        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(code, error.Code);
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    private async Task<PlayResult> StartAsync(params string[] fields)
    {
        var image = fields[0].StartsWith("maestro-test/", StringComparison.Ordinal) ? fields[0] : RealEngine.Busybox;
        using var live = new LiveEnvironment(fixture.Engine).Declare("app", image: image, fields: [.. fields.Where(f => f != image)]);
        return await live.PlayAsync(PlayKind.Start);
    }

    private async Task<string> ProcessesAsync(LiveEnvironment live)
        => (await fixture.Engine.GetAsync($"containers/{live.Container("app")}/top?ps_args=-eo%20pid,args")).ToJsonString();
}
