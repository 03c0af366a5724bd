using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public sealed class FailureLogsTests : IDisposable
{
    private static readonly Lifecycle NeverUp = Env.Checked("http", TimeSpan.FromMilliseconds(300));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tell_of_what_failed_and_of_what_it_requires_and_of_nothing_else()
    {
        await using var bench = await PlayBench.OpenAsync("db", "cache", "web");
        bench.Docker.OnStart("db-1").Write("ready");
        bench.Docker.OnStart("cache-1").Write("bystander");
        bench.Docker.OnStart("web-1").Write("looking for db").Write("giving up", isError: true).OpenPortsAfter(FakeDocker.Patience);
        var environment = bench.Environment()
            .Service("db")
            .Service("cache")
            .Service("web", requires: ["db"]).Instance("web-1", ports: [Env.Port("http", 80)], lifecycle: NeverUp)
            .Build();

        var result = await PlayAsync(environment, bench);

        Assert.Equal(["web-1", "db-1 required by web-1"], result.Logs.Select(l => l.RequiredBy is null ? l.Instance : $"{l.Instance} required by {l.RequiredBy}"));
        Assert.Matches(@"^\d{4}-\S+Z looking for db\n\d{4}-\S+Z giving up\n$", File.ReadAllText(PathOf("web-1")));
        Assert.Contains("ready", File.ReadAllText(PathOf("db-1")), StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("cache-1")));
    }

    [Fact]
    public async Task Are_not_read_when_all_went_well()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment().Service("web").Instance("web-1", ports: [Env.Port("http", 80)], lifecycle: NeverUp).Build();

        Assert.True((await PlayAsync(environment, bench)).Succeeded);
        Assert.Empty(bench.Docker.RequestsTo("GET", "/containers/*/logs"));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "logs")));
    }

    [Fact]
    public async Task Have_a_deadline_and_are_only_missed_in_a_warning()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        using var never = bench.Docker.Hold("GET", "/containers/*/logs");
        var time = new FakeTime();
        var connections = new ShipConnections(_ => bench.Docker.CreateClient(), TimeProvider.System);
        await using var held = connections;
        var environment = bench.Environment().Service("web").Build();
        bench.Docker.Run("web-1", "fleet/web:1");

        var reading = new FailureLogs(Context(environment, connections, time)).AddToAsync(Failed(bench.Docker.Container("web-1").Id), CancellationToken.None);
        await never.Reached;
        time.Advance(TimeSpan.FromSeconds(5));
        var result = await reading.WaitAsync(FakeDocker.Patience);

        var note = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.LogNotKept, DiagnosticSeverity.Warning), (note.Code, note.Severity));
        Assert.Contains("web-1 could not be read: ship ship did not give it in time", note.Message, StringComparison.Ordinal);
        Assert.Empty(result.Logs);
    }

    [Fact]
    public async Task Of_a_ship_that_is_away_are_one_warning()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        await using var connections = new ShipConnections(_ => bench.Docker.CreateClient(), TimeProvider.System);
        var environment = bench.Environment().Service("web").Instances(2).Build();
        await bench.Docker.KillAsync();

        var result = await new FailureLogs(Context(environment, connections, TimeProvider.System)).AddToAsync(Failed("0123", "4567"), CancellationToken.None);

        Assert.Contains("the log of web-1, web-2 could not be read", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hide_secrets_and_say_where_they_are_cut()
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddImage("app:1");
        bench.Variables["PW"] = "hunter2!";
        bench.Artifacts = _folder.Path;
        var start = bench.Docker.OnStart("app-1").Exit(1);
        for (var line = 0; line < 1100; line++)
        {
            start.Write($"{line}: hunter2! {new string('x', line == 1099 ? 5000 : 1)}");
        }

        await bench.PlayAsync(
            "ships: {here: {docker_host: 'SOCKET'}}\nsecrets: {db: {env: PW}}\nservices: {app: {image: 'app:1', instances: {app-1: {ship: here, lifecycle: {running: [{type: exit, max_wait: 20}]}}}}}\n",
            PlayKind.Start);

        var lines = File.ReadAllLines(PathOf("app-1"));
        Assert.StartsWith("… earlier lines are left out", lines[0], StringComparison.Ordinal);
        Assert.Contains("100: *** x", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("x…", lines[^1], StringComparison.Ordinal);
        Assert.Equal(1001, lines.Length);
        Assert.All(lines, l => Assert.DoesNotContain("hunter2", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Go_with_the_next_start_and_logs_of_others_stay()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        _folder.Write("logs/web-1.log", "old");
        _folder.Write("logs/else.log", "of somebody else");
        var environment = bench.Environment().Service("web").Build();

        await PlayAsync(environment, bench, PlayKind.Stop);
        Assert.True(File.Exists(PathOf("web-1")));

        await PlayAsync(environment, bench);
        Assert.False(File.Exists(PathOf("web-1")));
        Assert.True(File.Exists(PathOf("else")));
    }

    private static PlayResult Failed(params string[] containers) => new()
    {
        Play = PlayKind.Start,
        Environment = "demo",
        Verdict = PlayVerdict.Failed,
        Steps = [.. containers.Select((_, i) => new StepOutcome { Step = new StepIdentity(i + 1, StepKind.Check, $"web-{i + 1}", "web", "ship"), Verdict = StepVerdict.Failed, Word = "failed" })],
        Instances = [.. containers.Select((id, i) => new InstanceResult
        {
            Name = $"web-{i + 1}", Service = "web", Ship = "ship", Address = "127.0.0.1", Image = "x", Tag = "1", Status = "running", Outcome = "failed", Succeeded = false, ContainerId = id,
        })],
    };

    private static PlayContext Context(MaestroEnvironment environment, ShipConnections connections, TimeProvider time) => new()
    {
        Environment = environment,
        Specs = new ContainerSpecs(environment),
        Connections = connections,
        Facts = new ContainerFacts(new ObservedFleet([]), environment),
        Events = new EventPump(null),
        Registries = new RegistryAccess([], new DockerConfig(new Dictionary<string, string>(), time)),
        Time = time,
    };

    private string PathOf(string instance) => Path.Combine(_folder.Path, "logs", $"{instance}.log");

    private Task<PlayResult> PlayAsync(MaestroEnvironment environment, PlayBench bench, PlayKind kind = PlayKind.Start)
        => new Conductor(new ConductorSettings { ArtifactsPath = _folder.Path }).PlayAsync(environment, new Play(kind), bench.Progress, CancellationToken.None).WaitAsync(FakeDocker.Patience);
}
