using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>The packed packages carry out plays on a real engine.</summary>
public sealed class RealEnginePlayTests(ProjectWithPackage project) : IClassFixture<ProjectWithPackage>, IAsyncLifetime
{
    private static readonly string Cake = typeof(CakePackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Cake").Value!;
    private RealEngine _engine = null!;
    private LiveFile _file = null!;

    public async Task InitializeAsync()
    {
        _engine = await RealEngine.ConnectAsync();
        _file = new LiveFile(_engine);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task MSBuild_starts_and_stops_and_hands_the_endpoints_over()
    {
        var start = await project.BuildAsync("MaestroStart", _file.Text(), "-getItem:MaestroEndpoint", "-getItem:MaestroInstance");
        var again = await project.BuildAsync("MaestroStart", _file.Text());
        var logs = await project.BuildAsync("MaestroLogs", _file.Text(), "-getItem:MaestroLogFile");
        var stop = await project.BuildAsync("MaestroStop", _file.Text());

        Assert.True(start.Exit == 0, start.ToString());
        using var items = JsonDocument.Parse(start.Output);
        var endpoint = items.RootElement.GetProperty("Items").GetProperty("MaestroEndpoint").EnumerateArray()
            .Single(e => e.GetProperty("Identity").GetString() == $"web/{_file.Web}/http");
        Assert.Equal($"{_file.WebPort}", endpoint.GetProperty("Port").GetString());
        var web = items.RootElement.GetProperty("Items").GetProperty("MaestroInstance").EnumerateArray()
            .Single(e => e.GetProperty("Identity").GetString() == _file.Web);
        Assert.Equal("started", web.GetProperty("Outcome").GetString());
        Assert.Equal("running", web.GetProperty("Status").GetString());
        Assert.Equal(64, web.GetProperty("ContainerId").GetString()!.Length);
        Assert.Contains("2 up", again.Output, StringComparison.Ordinal);
        Assert.True(logs.Exit == 0, logs.ToString());
        Assert.True(File.Exists(Path.Combine(project.Sandbox.Folder, "obj", "maestro", "logs", $"{_file.Web}.log")), logs.ToString());
        Assert.Contains($"{_file.Web}.log", logs.Output, StringComparison.Ordinal);
        Assert.True(stop.Exit == 0, stop.ToString());
        Assert.True(await _file.FinishedAtAsync(_file.Web) < await _file.FinishedAtAsync(_file.Db));
    }

    [Fact]
    public async Task MSBuild_restarts_only_what_has_changed_and_takes_all_down()
    {
        var text = _file.Text();
        await project.BuildAsync("MaestroStart", text);

        var rest = await project.BuildAsync("MaestroRestart", text, "-p:MaestroOnlyIfChanged=true");
        var restart = await project.BuildAsync("MaestroRestart", text, "-p:MaestroThings=web", "-p:MaestroStopStartDelay=1s");
        var kill = await project.BuildAsync("MaestroKill", text);
        var down = await project.BuildAsync("MaestroDown", text, "-p:MaestroVolumes=true", "-getItem:MaestroInstance");

        Assert.Contains("2 up to date", rest.Output, StringComparison.Ordinal);
        Assert.Contains("1 restarted", restart.Output, StringComparison.Ordinal);
        Assert.Contains("2 killed", kill.Output, StringComparison.Ordinal);
        Assert.True(down.Exit == 0, down.ToString());
        using var items = JsonDocument.Parse(down.Output);
        Assert.All(
            items.RootElement.GetProperty("Items").GetProperty("MaestroInstance").EnumerateArray(),
            i => Assert.Equal("removed", i.GetProperty("Outcome").GetString()));
    }

    [Fact]
    public async Task Two_builds_at_once_start_each_container_once()
    {
        var text = _file.Text();
        var builds = await Task.WhenAll(project.BuildAsync("MaestroStart", text), project.BuildAsync("MaestroStart", text));

        Assert.All(builds, build => Assert.True(build.Exit == 0, build.ToString()));
        Assert.Single(builds, build => build.Output.Contains("2 started", StringComparison.Ordinal));
        Assert.Single(builds, build => build.Output.Contains("2 up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_play_of_a_build()
    {
        project.Sandbox.Write("maestro.yaml", _file.Text(ready: false));

        var run = await project.Sandbox.RunAsync(
            p => SignalOnceDbRunsAsync(p, "INT"), "dotnet", "build", "App.csproj", "--no-restore", "-t:MaestroStart", "-nr:false", "-tl:off");

        Assert.Equal(1, run.Exit);
        Assert.Contains("cancelled", run.Output, StringComparison.Ordinal);
        Assert.False(await _file.IsRunningAsync(_file.Web));
    }

    [Fact]
    public async Task Cake_starts_and_stops()
    {
        using var sandbox = new Sandbox();
        sandbox.Write("maestro.yaml", _file.Text());
        WriteScript(sandbox, """
            Task("Deploy").Does(() =>
            {
                var started = MaestroStart("maestro.yaml");
                foreach (var endpoint in started.Endpoints) { Information("endpoint {0}:{1}", endpoint.Identity, endpoint.Port); }
                Information("restarted: {0}", string.Join(" ", MaestroRestart("maestro.yaml", new MaestroSettings { Reuse = true }).Instances.Select(i => i.Outcome)));
                foreach (var log in MaestroLogs("maestro.yaml", new MaestroSettings { ArtifactsPath = "artifacts" }).Files) { Information("log {0}", log.Path); }
                Information("tree: {0}", MaestroDepTree("maestro.yaml", new MaestroSettings { DepTreeFormat = DepTreeFormat.Mermaid }));
                Information("stopped: {0}", string.Join(" ", MaestroStop("maestro.yaml").Instances.Select(i => i.Name)));
                Information("gone: {0}", string.Join(" ", MaestroDown("maestro.yaml").Instances.Select(i => i.Outcome)));
            });
            """);

        var run = await sandbox.RunAsync("dotnet", Cake, "--target=Deploy");

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains($"endpoint web/{_file.Web}/http:{_file.WebPort}", run.Output, StringComparison.Ordinal);
        Assert.Contains("restarted: restarted restarted", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(sandbox.Folder, "artifacts", "logs", $"{_file.Web}.log")), run.ToString());
        Assert.Contains("tree: flowchart LR", run.Output, StringComparison.Ordinal);
        Assert.Contains($"stopped: {_file.Web} {_file.Db}", run.Output, StringComparison.Ordinal);
        Assert.Contains("gone: removed removed", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_lets_a_Cake_script_finish_in_order_and_leaves_what_a_down_removes(string signal)
    {
        using var sandbox = new Sandbox();
        sandbox.Write("maestro.yaml", _file.Text(ready: false));
        WriteScript(sandbox, """
            Teardown(_ => Information("torn down"));
            Task("Deploy").Does(() => MaestroStart("maestro.yaml"));
            Task("Down").Does(() => MaestroDown("maestro.yaml"));
            """);

        var run = await sandbox.RunAsync(p => SignalOnceDbRunsAsync(p, signal), "dotnet", Cake, "--target=Deploy");

        Assert.Equal(1, run.Exit);
        Assert.Contains("torn down", run.Output, StringComparison.Ordinal);
        Assert.Contains("MAESTRO609", run.Error, StringComparison.Ordinal);
        Assert.True(await _file.IsRunningAsync(_file.Db));
        Assert.False(await _file.IsRunningAsync(_file.Web));
        var down = await sandbox.RunAsync("dotnet", Cake, "--target=Down");
        Assert.True(down.Exit == 0, down.ToString());
        Assert.False(await _file.IsRunningAsync(_file.Db));
    }

    [Fact]
    public async Task The_tool_starts_shows_and_stops()
    {
        using var sandbox = new Sandbox();
        sandbox.Write("maestro.yaml", _file.Text());
        await sandbox.RunAsync("dotnet", "tool", "install", "Maestro.Cli", "--tool-path", "bin", "--version", Repository.Version("Maestro.Cli"));
        var maestro = Path.Combine(sandbox.Folder, "bin", "maestro");

        var start = await sandbox.RunAsync(maestro, "start");
        var status = await sandbox.RunAsync(maestro, "status");
        var refused = await sandbox.RunAsync(maestro, "stop");
        var restart = await sandbox.RunAsync(maestro, "restart", "-s", "web", "-c", "1", "--reuse");
        var stop = await sandbox.RunAsync(maestro, "stop", "-a");
        var down = await sandbox.RunAsync(maestro, "down", "-a", "--volumes");

        Assert.True(start.Exit == 0, start.ToString());
        Assert.Contains("INSTANCE", status.Output, StringComparison.Ordinal);
        Assert.Matches($@"1\. {_file.Db} +db +local +latest:[0-9a-f]{{7}} +running for", status.Output);
        Assert.Equal(4, refused.Exit);
        Assert.Contains("1 restarted", restart.Output, StringComparison.Ordinal);
        Assert.True(stop.Exit == 0, stop.ToString());
        Assert.Contains("2 removed", down.Output, StringComparison.Ordinal);
    }

    private static void WriteScript(Sandbox sandbox, string body)
        => sandbox.Write("build.cake", $"#addin nuget:?package=Maestro.Cake&version={Repository.Version("Maestro.Cake")}\n{body}\nRunTarget(Argument(\"target\", \"Deploy\"));");

    // INT is what a terminal sends to the program in its foreground, TERM what a build server sends.
    private async Task SignalOnceDbRunsAsync(Process process, string signal)
    {
        await _file.UntilItRunsAsync(_file.Db);
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
