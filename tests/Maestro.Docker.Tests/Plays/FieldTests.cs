using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>What the engine makes of the fields that say how a container runs.</summary>
[Collection(RealEngineCollection.Name)]
public sealed class FieldTests(RealEngineFixture fixture)
{
    [Fact]
    public async Task Runs_the_entry_point_with_the_command_behind_it()
    {
        await using var file = new LiveFile(fixture.Engine).Write($"""
            services:
              app:
                image: {RealEngine.Busybox}
                entrypoint: sh -c 'trap "exit 0" TERM; echo $0 $1; sleep 1000 & wait'
                command: [first, second]
                instances:
                  "@app": {Ship}
            """);

        Succeed(await file.StartAsync());

        Assert.Equal(["sh", "-c", "trap \"exit 0\" TERM; echo $0 $1; sleep 1000 & wait"], (await file.InspectAsync("@app"))!["Config"]!["Entrypoint"]!.AsArray().Select(w => (string)w!));
        Assert.Equal("first second", (await OutputAsync(file, "@app", 1)).Trim());
    }

    [Fact]
    public async Task An_empty_entry_point_takes_that_of_the_image_away()
    {
        const string Image = "maestro-test/entry:latest";
        await fixture.Engine.EnsureImageAsync(Image, """ENTRYPOINT ["false"]""");
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app: {image: "{{Image}}", entrypoint: [], command: {{LiveFile.Sleep}}, instances: {"@app": {{Ship}} } }
            """);

        Succeed(await file.StartAsync());

        Assert.Equal("sh", (string?)(await file.InspectAsync("@app"))!["Path"]);
    }

    [Fact]
    public async Task Runs_the_health_check_as_often_as_the_file_says()
    {
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app:
                image: {{RealEngine.Busybox}}
                command: [sh, -c, "trap 'exit 0' TERM; sleep 0.5; touch /tmp/ready; sleep 1000 & wait"]
                healthcheck: {test: test -e /tmp/ready, interval: 200ms, timeout: 5, retries: 50}
                instances:
                  "@app": {{Ship}}
                  "@off": {ship: local, healthcheck: {disable: true} }
            """);

        Succeed(await file.StartAsync());

        await Eventually.IsTrueAsync(async () => (string?)(await file.InspectAsync("@app"))!["State"]!["Health"]?["Status"] == "healthy", "the container is healthy");
        var check = (await file.InspectAsync("@app"))!["Config"]!["Healthcheck"]!;
        Assert.Equal("""["CMD-SHELL","test -e /tmp/ready"]""", check["Test"]!.ToJsonString());
        Assert.Equal((200_000_000, 5_000_000_000, 50), ((long)check["Interval"]!, (long)check["Timeout"]!, (int)check["Retries"]!));
        Assert.Null((await file.InspectAsync("@off"))!["State"]!["Health"]);
    }

    [Fact]
    public async Task Mounts_memory_and_runs_an_init_process()
    {
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app:
                image: {{RealEngine.Busybox}}
                init: true
                tmpfs: {/scratch: 'size=3m', /run: }
                shm_size: 5m
                command: [sh, -c, "grep -E ' (/scratch|/run|/dev/shm) ' /proc/mounts; readlink /proc/1/exe; echo end; sleep 1000"]
                stop_timeout: 1
                instances:
                  "@app": {{Ship}}
            """);

        Succeed(await file.StartAsync());

        var output = await OutputAsync(file, "@app", 5);
        Assert.Matches(@"tmpfs /scratch tmpfs [^\n]*size=3072k", output);
        Assert.Matches(@"tmpfs /run tmpfs ", output);
        Assert.Matches(@"shm /dev/shm tmpfs [^\n]*size=5120k", output);
        Assert.Contains("docker-init", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_for_another_platform_is_told_clearly()
    {
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app: {image: "{{RealEngine.Busybox}}", platform: linux/arm64, pull_policy: never, instances: {"@app": {{Ship}} } }
            """);

        var result = await file.StartAsync();

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.ImageUnavailable, error.Code);
        Assert.Matches(@"does not (match|provide) the specified platform\b.*\blinux/arm64\b", error.Message);
        Assert.Null(await file.InspectAsync("@app"));
    }

    [Fact]
    public async Task The_engines_own_platform_starts_without_a_pull()
    {
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app: {image: "{{RealEngine.Busybox}}", platform: linux/amd64, command: {{LiveFile.Sleep}}, instances: {"@app": {{Ship}} } }
            """);

        Assert.Equal([StepKind.Start], Succeed(await file.StartAsync()).Steps.Select(s => s.Step.Kind));
    }

    [Fact]
    public async Task Never_pulls_and_says_so_when_the_image_is_missing()
    {
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app: {image: "127.0.0.1:1/maestro-test/none:0", pull_policy: never, instances: {"@app": {{Ship}} } }
            """);

        var refusal = await Assert.ThrowsAsync<MaestroException>(file.StartAsync);

        Assert.Equal(DiagnosticCodes.ImageNotPulled, Assert.Single(refusal.Diagnostics).Code);
    }

    [Theory]
    [InlineData("missing", true)]
    [InlineData("never", true)]
    [InlineData("always", false)]
    public async Task Pulls_what_is_there_by_policy(string policy, bool starts)
    {
        const string Unpullable = "127.0.0.1:1/maestro-test/here:1";
        await fixture.Engine.TagAsync(RealEngine.Busybox, Unpullable);
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app: {image: "{{Unpullable}}", pull_policy: {{policy}}, command: {{LiveFile.Sleep}}, instances: {"@app": {{Ship}} } }
            """);

        var result = await file.StartAsync();

        Assert.Equal(starts, result.Succeeded);
        Assert.Equal(starts ? StepKind.Start : StepKind.Pull, result.Steps[0].Step.Kind);
    }

    [Fact]
    public async Task A_named_volume_outlives_the_container_and_a_relative_path_starts_at_the_file()
    {
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app:
                image: {{RealEngine.Busybox}}
                volumes: {"@data": /data, ./maestro.yaml: {target: /given.yaml, mode: ro} }
                command: [sh, -c, "trap 'exit 0' TERM; head -n 1 /given.yaml; ls /data; touch /data/kept; echo end; sleep 1000 & wait"]
                instances:
                  "@app": {{Ship}}
            """);

        Succeed(await file.StartAsync());
        Assert.Contains("__maestro", await OutputAsync(file, "@app", 2), StringComparison.Ordinal);
        Succeed(await file.StopAsync());
        Succeed(await file.PlayAsync(new Play(PlayKind.Clean)));
        Succeed(await file.StartAsync());

        Assert.Contains("kept", await OutputAsync(file, "@app", 3), StringComparison.Ordinal);
        Succeed(await file.StopAsync());
        Succeed(await file.PlayAsync(new Play(PlayKind.Clean)));
        await fixture.Engine.RemoveVolumeAsync(file.Named("@data"));
    }

    private const string Ship = "{ship: local}";

    private static PlayResult Succeed(PlayResult result)
    {
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result;
    }

    private async Task<string> OutputAsync(LiveFile file, string container, int lines)
    {
        await using var client = fixture.Engine.CreateClient();
        var output = string.Empty;
        await Eventually.IsTrueAsync(
            async () =>
            {
                output = string.Empty;
                await foreach (var chunk in client.ReadLogsAsync(file.Named(container), new Engine.Docker.LogQuery(), CancellationToken.None))
                {
                    output += System.Text.Encoding.UTF8.GetString(chunk.Bytes.Span);
                }

                return output.Count(c => c == '\n') >= lines;
            },
            $"{lines} lines from {container}");
        return output;
    }
}
