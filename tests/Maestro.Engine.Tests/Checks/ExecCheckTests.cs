using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Maestro.Engine.Checks;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Checks;

[UnsupportedOSPlatform("windows")]
public sealed class ExecCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Passes_when_the_command_exits_with_0()
        => Assert.True((await ProbeAsync("exit 0")).Passed);

    [Fact]
    public async Task Tells_exit_code_and_output_of_a_command_that_fails()
    {
        var result = await ProbeAsync("echo to stdout; echo to stderr >&2; exit 3");

        Assert.False(result.Passed);
        Assert.False(result.IsHopeless);
        Assert.Contains("exit code 3", result.Finding, StringComparison.Ordinal);
        Assert.Contains("to stdout", result.Finding, StringComparison.Ordinal);
        Assert.Contains("to stderr", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_finds_the_container_s_variables_on_top_of_our_own()
        => Assert.True((await ProbeAsync("test \"$CONTAINER_NAME\" = web-1 -a -n \"$PATH\" -a -z \"${HOME+set}\"", new() { ["CONTAINER_NAME"] = "web-1", ["HOME"] = null })).Passed);

    [Fact]
    public async Task The_command_finds_the_variables_as_json_on_standard_input()
    {
        var result = await ProbeAsync("cat > got.json; test -z \"$OF_THIS_TEST\"", new() { ["OF_THIS_TEST"] = "web-1", ["PATH"] = null }, VariableSource.Stdin);

        Assert.True(result.Passed, result.Finding);
        var got = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "got.json")))!;
        Assert.Equal(("web-1", null, Environment.GetEnvironmentVariable("HOME")), ((string?)got["OF_THIS_TEST"], (string?)got["PATH"], (string?)got["HOME"]));
    }

    [Fact]
    public async Task The_command_runs_in_the_folder_that_maestro_runs_in()
    {
        _folder.Write("ready.sh", "#!/bin/sh\ntest \"$(pwd -P)\" = \"$(cd \"$1\" && pwd -P)\"\n");
        File.SetUnixFileMode(Path.Combine(_folder.Path, "ready.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.True((await ProbeAsync(["./ready.sh", _folder.Path])).Passed);
    }

    [Theory]
    [InlineData("no-such-program-anywhere")]
    [InlineData("./no-such-program")]
    public async Task A_program_that_is_not_there_is_named_and_not_tried_again(string program)
    {
        var result = await ProbeAsync([program]);

        Assert.True(result.IsHopeless);
        Assert.Contains($"there is no program '{program}'", result.Finding, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_program_is_told()
    {
        _folder.Write("broken", "\u0001\u0002");
        File.SetUnixFileMode(Path.Combine(_folder.Path, "broken"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await ProbeAsync(["./broken"]);

        Assert.False(result.Passed);
        Assert.Contains("broken", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_command_leaves_in_the_background_does_not_hold_up_its_result()
    {
        var result = await ProbeAsync("sleep 30 & echo $! > left; exit 0").WaitAsync(TimeSpan.FromSeconds(20));

        Assert.True(result.Passed);
        using var left = System.Diagnostics.Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "left")), CultureInfo.InvariantCulture));
        left.Kill();
    }

    [Theory]
    [InlineData("trap '' TERM; sleep 30 & echo $! > left.new; mv left.new left; wait")]
    [InlineData("(sh -c 'sleep 30 & echo $! > left.new; mv left.new left'); sleep 30")]
    public async Task A_cancellation_ends_the_command_and_all_that_it_has_started(string script)
    {
        using var cancellation = new CancellationTokenSource();
        var running = ProbeAsync(script, cancellation: cancellation.Token);
        var file = Path.Combine(_folder.Path, "left");
        await FakeDocker.WaitUntilAsync(() => File.Exists(file), "the command's child");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
        var child = (await File.ReadAllTextAsync(file)).Trim();
        await FakeDocker.WaitUntilAsync(() => !IsAlive(child), $"the end of process {child}");
    }

    [Fact]
    public async Task Says_what_a_command_has_written_that_does_not_end_in_time()
    {
        var check = new ExecCheck(new ExecCheckSpec(["sh", "-c", "echo still waiting; sleep 30"]), Probe([]));

        var result = await new Attempts(TimeProvider.System).RunAsync(check, new Pace { MaxWait = TimeSpan.FromSeconds(1) }, CancellationToken.None);

        Assert.False(result.Last.Passed);
        Assert.Contains("has not ended", result.Last.Finding, StringComparison.Ordinal);
        Assert.Contains("still waiting", result.Last.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_last_lines_of_much_output()
    {
        var result = await ProbeAsync("i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done; exit 1");

        Assert.Contains("line 4999", result.Finding, StringComparison.Ordinal);
        Assert.DoesNotContain("line 4980", result.Finding, StringComparison.Ordinal);
    }

    // A zombie waits for its new parent to notice.
    private static bool IsAlive(string process)
        => File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private Task<ProbeResult> ProbeAsync(
        string script, Dictionary<string, string?>? variables = null, VariableSource source = VariableSource.Env, CancellationToken cancellation = default)
        => ProbeAsync(["sh", "-c", script], variables, source, cancellation);

    private Task<ProbeResult> ProbeAsync(
        IReadOnlyList<string> command, Dictionary<string, string?>? variables = null, VariableSource source = VariableSource.Env, CancellationToken cancellation = default)
        => new ExecCheck(new ExecCheckSpec(command) { EnvFrom = source }, Probe(variables ?? [])).ProbeAsync(cancellation);

    private StubProbe Probe(Dictionary<string, string?> variables)
        => new(Env.Of().Service("web").Build().Instance("web-1")) { WorkingDirectory = _folder.Path, Variables = variables };
}
