using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Tests.Execution;

public class SecretsTests
{
    private const string Ships = "ships: {here: {docker_host: 'SOCKET'}}\nservices: {app: {image: 'app:1', instances: {app-1: {ship: here, secrets: {PASSWORD: db}}}}}\n";

    [Theory]
    [InlineData("{env: PW}")]
    [InlineData("{file: pw.txt}")]
    [InlineData("{command: [printf, '%s\\n', hunter2!]}")]
    [InlineData("{command: 'printf hunter2 && echo !'}")]
    public async Task Reach_the_container_and_nothing_else(string secret)
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Variables["PW"] = "hunter2!";
        bench.Folder.Write("pw.txt", "hunter2!\n");

        var result = await bench.PlayAsync($"{Ships}secrets: {{db: {secret}}}\n", PlayKind.Start);

        var container = bench.Docker.Container("app-1");
        Assert.True(result.Succeeded);
        Assert.Contains("PASSWORD=hunter2!", container.Environment);
        Assert.DoesNotContain("hunter2!", string.Join('\n', container.Labels.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_hidden_in_the_last_lines_of_a_log_and_in_every_event()
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Variables["PW"] = "hunter2!";
        bench.Docker.OnStart("app-1").Write("cannot log in with hunter2!").Exit(1);
        const string Service = "services: {app: {image: 'app:1', secrets: {PASSWORD: db}, instances: {app-1: {ship: here, lifecycle: "
            + "{running: [{type: exit, max_wait: 20}]}}}}}\n";

        var result = await bench.PlayAsync($"ships: {{here: {{docker_host: 'SOCKET'}}}}\n{Service}secrets: {{db: {{env: PW}}}}\n", PlayKind.Start);

        var shown = string.Join('\n', result.Diagnostics.Concat(result.Steps.Select(s => s.Error)).Concat(result.Instances.Select(i => i.Error)));
        Assert.Contains("cannot log in with ***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", $"{shown}{string.Join('\n', bench.Progress.Events)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_hidden_in_the_tries_of_checks_and_in_the_files_about_a_play()
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Variables["PW"] = "hunter2!";
        bench.Artifacts = "out";
        const string Service = "services: {app: {image: 'app:1', secrets: {PASSWORD: db}, instances: {app-1: {ship: here, lifecycle: "
            + "{running: [{type: exec, command: [sh, -c, 'echo no hunter2! here; exit 1'], attempts: 2, max_wait: 20}]}}}}}\n";

        await bench.PlayAsync($"ships: {{here: {{docker_host: 'SOCKET'}}}}\n{Service}secrets: {{db: {{env: PW}}}}\n", PlayKind.Start);

        var attempt = bench.Progress.Events.OfType<StepProgress>().First(p => p.Attempt is not null).Attempt!;
        Assert.Contains("***", $"{attempt}", StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", $"{attempt}", StringComparison.Ordinal);
        var files = Directory.GetFiles(Path.Combine(bench.Folder.Path, "out"), "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.EndsWith("app-1.log", StringComparison.Ordinal));
        Assert.Equal(7, files.Length);
        Assert.All(files, f => Assert.DoesNotContain("hunter2", File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{env: PW}")]
    [InlineData("{command: [printf, hunter2!]}")]
    public async Task Are_hidden_in_logs_that_are_read(string secret)
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Variables["PW"] = "hunter2!";
        bench.Docker.OnStart("app-1").Write("logged in with hunter2!");
        var environment = bench.Load($"{Ships}secrets: {{db: {secret}}}\n");
        await bench.PlayAsync(environment, PlayKind.Start);

        var lines = await new Conductor().LogsAsync(environment, new Play(PlayKind.Logs), null, CancellationToken.None).OfType<LogLine>().ToListAsync();
        var files = await new Conductor().WriteLogsAsync(environment, new Play(PlayKind.Logs), null, bench.Folder.Path, CancellationToken.None);

        Assert.Equal(["logged in with ***"], lines.Select(l => l.Text));
        Assert.Equal("logged in with ***\n", await File.ReadAllTextAsync(Assert.Single(files.Files).Path));
    }

    [Fact]
    public async Task Of_a_command_that_a_play_does_not_run_keep_its_log_out_of_the_files()
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Docker.OnStart("app-1").Write("logged in with hunter2!");
        const string Service = "services: {app: {image: 'app:1', secrets: {PASSWORD: db}, instances: {app-1: {ship: here, lifecycle: "
            + "{pre-stop: [{type: exec, command: [\"false\"], attempts: 1}]}}}}}\n";
        const string Text = $"ships: {{here: {{docker_host: 'SOCKET'}}}}\n{Service}secrets: {{db: {{command: [printf, hunter2!]}}}}\n";
        await bench.PlayAsync(Text, PlayKind.Start);
        bench.Artifacts = "out";

        var stop = await bench.PlayAsync(Text, PlayKind.Stop);

        Assert.False(stop.Succeeded);
        var note = Assert.Single(stop.Diagnostics, d => d.Code == DiagnosticCodes.LogNotKept);
        Assert.Contains("the secret 'db' could not be hidden in it", note.Message, StringComparison.Ordinal);
        var files = Directory.GetFiles(Path.Combine(bench.Folder.Path, "out"), "*", SearchOption.AllDirectories);
        Assert.All(files, f => Assert.DoesNotContain("hunter2", File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Count_as_part_of_the_container_without_being_in_its_hash()
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Variables["PW"] = "first value";
        var text = $"{Ships}secrets: {{db: {{env: PW}}}}\n";
        var environment = bench.Load(text);
        await bench.PlayAsync(environment, PlayKind.Start);

        bench.Variables["PW"] = "second value";
        var changed = bench.Load(text);

        Assert.NotEqual(Hash(environment), Hash(changed));
        Assert.Equal(Hash(changed), Hash(bench.Load(text)));
    }

    [Fact]
    public async Task Of_a_command_are_not_asked_for_by_plays_that_make_no_container()
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.PullsAnything = true;
        var text = $"{Ships}secrets: {{db: {{command: [touch, ran]}}}}\n";

        await bench.PlayAsync(text, PlayKind.Validate);
        await bench.PlayAsync(text, PlayKind.Pull);
        await bench.PlayAsync(text, PlayKind.Stop);
        await bench.PlayAsync(text, PlayKind.Clean);

        Assert.False(File.Exists(Path.Combine(bench.Folder.Path, "ran")));
        await bench.PlayAsync(text, PlayKind.Status);
        Assert.True(File.Exists(Path.Combine(bench.Folder.Path, "ran")));
    }

    [Fact]
    public async Task Of_a_command_are_not_asked_for_when_no_instance_uses_them()
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Variables["PW"] = "hunter2!";

        Assert.True((await bench.PlayAsync($"{Ships}secrets: {{db: {{env: PW}}, other: {{command: [\"false\"]}}}}\n", PlayKind.Start)).Succeeded);
    }

    [Theory]
    [InlineData("{command: 'echo hunter2; echo hunter2 >&2; exit 3'}", "exit code 3")]
    [InlineData("{command: [nosuch-program-here]}", "'nosuch-program-here' cannot be started")]
    [InlineData("{command: 'echo hunter2; sleep 60', timeout: 0.2}", "did not end within 0.2 s")]
    public async Task Of_a_command_that_fails_end_the_play_without_a_word_of_it(string secret, string fragment)
    {
        await using var bench = await FilePlay.OpenAsync();

        var failure = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync($"{Ships}secrets: {{db: {secret}}}\n", PlayKind.Start));

        Assert.Equal(DiagnosticCodes.SecretCommandFailed, failure.Diagnostics[0].Code);
        Assert.Contains(fragment, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.NotNull(failure.Diagnostics[0].Location);
        Assert.Empty(bench.Docker.Requests);
    }

    private static string Hash(MaestroEnvironment environment) => new ContainerSpecs(environment).HashOf(environment.Instance("app-1"));
}
