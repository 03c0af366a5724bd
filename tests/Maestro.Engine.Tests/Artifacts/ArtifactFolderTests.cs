using System.Text.Json;
using Maestro.Engine.Artifacts;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting.Html;
using Maestro.Engine.Tests.Execution;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Artifacts;

public sealed class ArtifactFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_play_leaves_its_plan_its_events_and_its_endpoints()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment()
            .Service("db").Instance("db-1", ports: [Env.Port("sql", 5432, 15432)])
            .Service("web", requires: ["db"]).Instance("web-1", ports: [Env.Port("http", 80, 18080)])
            .Build();

        var result = await PlayAsync(environment, PlayKind.Start, bench.Progress);

        Assert.True(result.Succeeded);
        Assert.Equal(bench.Progress.Events.Select(e => e.Kind), Lines().Select(l => l.GetProperty("event").GetString()));
        Assert.Equal(
            ["start db-1", "start web-1 after 1"],
            Json("plan.json").GetProperty("steps").EnumerateArray().Select(s => $"{s.GetProperty("kind")} {s.GetProperty("subject")}{After(s)}"));
        Assert.Equal([15432, 18080], Json("endpoints.json").GetProperty("endpoints").EnumerateArray().Select(e => e.GetProperty("port").GetInt32()));
        Assert.Equal(
            [
                $"MAESTRO_ENVIRONMENT_NAME={environment.Name}",
                "DB_INSTANCES=db-1",
                "DB_DB_1_HOST=127.0.0.1",
                "WEB_INSTANCES=web-1",
                "WEB_WEB_1_HOST=127.0.0.1",
                "DB_DB_1_SQL_PORT=15432",
                "WEB_WEB_1_HTTP_PORT=18080",
            ],
            File.ReadAllLines(PathOf("endpoints.env")));
        Assert.Contains($"start {environment.Name}: 2 started in", File.ReadAllText(PathOf("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_shows_what_an_instance_went_through()
    {
        await using var bench = await PlayBench.OpenAsync();
        bench.Docker.AddPullable("fleet/web:1");
        var checks = new Lifecycle { Running = [new TcpCheckSpec("http"), new SleepCheckSpec(TimeSpan.FromMilliseconds(1))] };
        var environment = bench.Environment().Service("web").Instance("web-1", ports: [Env.Port("http", 80, 18082)], lifecycle: checks).Build();

        Assert.True((await PlayAsync(environment, PlayKind.Start)).Succeeded);

        var report = File.ReadAllText(PathOf("report.html"));
        Assert.All(["pull of fleet/web:1: ", "create: ", "start: ", "check tcp http: ", "check sleep "], part => Assert.Contains($"<title>{part}", report, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_files_of_a_copy_name_it_and_have_the_ports_that_it_really_has()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment().Service("web").Instance("web-1", ports: [Env.Port("http", 80, 18082)]).Build();

        await PlayAsync(environment, new Play(PlayKind.Start) { Run = "ci" });

        var port = bench.Docker.Container("web-1-ci").Ports[0].External;
        Assert.Equal(["ci", "ci", "ci", "ci"], new[] { Json("plan.json"), Json("endpoints.json"), Lines()[0], Lines()[^1] }.Select(d => d.GetProperty("run").GetString()));
        Assert.Equal([port], Json("endpoints.json").GetProperty("endpoints").EnumerateArray().Select(e => e.GetProperty("port").GetInt32()));
        Assert.Contains($"WEB_WEB_1_HTTP_PORT={port}", File.ReadAllLines(PathOf("endpoints.env")));
    }

    [Fact]
    public async Task A_play_replaces_what_the_one_before_has_left()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment().Service("web").Instance("web-1", ports: [Env.Port("http", 80, 18081)]).Build();
        await PlayAsync(environment, PlayKind.Start);

        await PlayAsync(environment, PlayKind.Stop);

        Assert.Equal("stop", Lines()[0].GetProperty("play").GetString());
        Assert.Empty(Json("endpoints.json").GetProperty("endpoints").EnumerateArray());
        Assert.Single(File.ReadAllLines(PathOf("endpoints.env")));
    }

    [Fact]
    public async Task A_play_that_is_refused_leaves_why_and_nothing_of_the_one_before()
    {
        _folder.Write("artifacts/endpoints.json", "old");
        var environment = Env.Of("nobody").Ship("away", endpoint: new UnixEndpoint("/nowhere/docker.sock")).Service("web").Build();

        await Assert.ThrowsAsync<MaestroException>(() => PlayAsync(environment, PlayKind.Start));

        var end = Assert.Single(Lines());
        Assert.Equal(("play-finished", "failed"), (end.GetProperty("event").GetString(), end.GetProperty("verdict").GetString()));
        Assert.Equal("MAESTRO506", end.GetProperty("diagnostics")[0].GetProperty("code").GetString());
        Assert.False(File.Exists(PathOf("endpoints.json")));
        Assert.Contains("MAESTRO506", File.ReadAllText(PathOf("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_validation_leaves_nothing()
    {
        await PlayAsync(Env.Of().Service("web").Build(), PlayKind.Validate);

        Assert.False(Directory.Exists(PathOf(string.Empty)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_refuses_the_play()
    {
        _folder.Write("artifacts", "a file where the folder should be");

        var exception = await Assert.ThrowsAsync<MaestroException>(() => PlayAsync(Env.Of().Service("web").Build(), PlayKind.Status));

        Assert.Equal(DiagnosticCodes.ArtifactsNotWritten, Assert.Single(exception.Diagnostics).Code);
    }

    [Fact]
    public void A_file_that_cannot_be_written_later_is_a_warning_and_others_are_told_all_the_same()
    {
        Directory.CreateDirectory(PathOf("."));
        var others = new RecordingProgress();
        using var folder = Folder(others);
        Directory.CreateDirectory(PathOf("plan.json"));

        folder.Report(new PlayStarted { Time = DateTimeOffset.UnixEpoch, Play = PlayKind.Start, Environment = "demo", Steps = 0, Instances = 0 });

        Assert.Equal((DiagnosticCodes.ArtifactsNotWritten, DiagnosticSeverity.Warning), (folder.Warning?.Code, folder.Warning?.Severity));
        Assert.Single(others.Events);
    }

    [Fact]
    public void A_plan_that_changes_replaces_the_one_that_the_play_began_with()
    {
        using var folder = Folder(null);
        var pull = new PlannedStep(new StepIdentity(1, StepKind.Pull, "fleet/web:1", string.Empty, "alpha"), "refresh asked for", []);
        var stop = new PlannedStep(new StepIdentity(2, StepKind.Stop, "web-1", "web", "alpha"), "image has changed", []);
        folder.Report(new PlayStarted { Time = DateTimeOffset.UnixEpoch, Play = PlayKind.Restart, Environment = "demo", Steps = 1, Instances = 0, Plan = new PlayPlan { Steps = [pull] } });

        folder.Report(new PlanChanged { Time = DateTimeOffset.UnixEpoch, Plan = new PlayPlan { Steps = [pull, stop] } });

        Assert.Equal(("restart", 2), (Json("plan.json").GetProperty("play").GetString(), Json("plan.json").GetProperty("steps").GetArrayLength()));
    }

    private ArtifactFolder Folder(IProgress<MaestroEvent>? next)
        => new(PathOf("."), next, new ReportHead(PlayKind.Start, "demo", "maestro.yaml", [], string.Empty), DateTimeOffset.UnixEpoch);

    private static string After(JsonElement step)
        => string.Concat(step.GetProperty("needs").EnumerateArray().Select(n => $" after {n}"));

    private string PathOf(string file) => Path.Combine(_folder.Path, "artifacts", file);

    private JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(PathOf(file))).RootElement;

    private List<JsonElement> Lines() => [.. File.ReadAllLines(PathOf("events.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];

    private Task<PlayResult> PlayAsync(MaestroEnvironment environment, PlayKind kind, IProgress<MaestroEvent>? progress = null) => PlayAsync(environment, new Play(kind), progress);

    private Task<PlayResult> PlayAsync(MaestroEnvironment environment, Play play, IProgress<MaestroEvent>? progress = null)
        => new Conductor(new ConductorSettings { WorkingDirectory = _folder.Path, ArtifactsPath = "artifacts" })
            .PlayAsync(environment, play, progress, CancellationToken.None)
            .WaitAsync(FakeDocker.Patience);
}
