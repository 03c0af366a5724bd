using System.Text.Json;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>What a build with the task package shows, keeps and leaves alone.</summary>
public sealed class MSBuildMannersTests(ProjectWithPackage project) : IClassFixture<ProjectWithPackage>, IAsyncLifetime
{
    private FakeDocker _docker = null!;

    private string Environment => $$"""
        name: demo
        ships:
          here: {ip: 127.0.0.1, docker_host: "{{_docker.UnixHost}}"}
        services:
          web:
            image: fleet/web:1
            instances: {web-1: {ship: here, ports: {http: "80:auto"} } }

        """;

    public async Task InitializeAsync() => _docker = await FakeDocker.StartAsync();

    public async Task DisposeAsync() => await _docker.DisposeAsync();

    [Fact]
    public async Task A_binary_log_has_the_events_of_a_play()
    {
        _docker.AddImage("fleet/web:1");
        var build = await project.BuildAsync("MaestroStart", Environment, "-bl:run.binlog");
        Assert.True(build.Exit == 0, build.ToString());

        var replay = await project.Sandbox.RunAsync("dotnet", "msbuild", "run.binlog", "-nologo", "-tl:off", "-v:diag");

        var events = await File.ReadAllLinesAsync(Path.Combine(project.Sandbox.Folder, "obj", "maestro", "events.jsonl"));
        Assert.True(events.Length > 4);
        Assert.All(events, e => Assert.Contains(e, replay.Output, StringComparison.Ordinal));
        Assert.DoesNotContain(events[0], build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_build_prints_nothing_twice(bool succeeds)
    {
        if (succeeds)
        {
            _docker.AddImage("fleet/web:1");
        }

        var build = await project.BuildAsync("MaestroStart", Environment);

        var lines = Lines(build).ToList();
        Assert.Equal(lines.Distinct(), lines);
        Assert.Contains(lines, l => l.StartsWith(succeeds ? "start demo: 1 started in " : "start demo FAILED: 1 blocked in ", StringComparison.Ordinal));
        Assert.Single(lines, l => l == $"App -> {Path.Combine(project.Sandbox.Folder, "obj", "maestro", "report.html")}");
    }

    [Fact]
    public async Task The_terminal_logger_shows_where_the_files_about_a_play_are()
    {
        _docker.AddImage("fleet/web:1");

        var build = await project.BuildAsync("MaestroStart", Environment, "-tl:on");

        Assert.True(build.Exit == 0, build.ToString());
        Assert.Contains("report.html", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("1 started", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_command_line_gives_the_endpoints_as_JSON()
    {
        _docker.AddImage("fleet/web:1");
        project.Sandbox.Write("maestro.yaml", Environment);

        var build = await project.Sandbox.RunAsync("dotnet", "build", "App.csproj", "-t:MaestroStart", "-getItem:MaestroEndpoint");

        Assert.True(build.Exit == 0, build.ToString());
        using var json = JsonDocument.Parse(build.Output);
        var endpoint = Assert.Single(json.RootElement.GetProperty("Items").GetProperty("MaestroEndpoint").EnumerateArray());
        Assert.Equal(("web/web-1/http", "127.0.0.1"), (endpoint.GetProperty("Identity").GetString(), endpoint.GetProperty("Host").GetString()));
        Assert.NotEqual(0, int.Parse(endpoint.GetProperty("Port").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("ResolveAssemblyReferencesDesignTime;ResolveProjectReferencesDesignTime;Compile", "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true")]
    [InlineData("MaestroStart;MaestroStatus", "-p:DesignTimeBuild=true", "-p:BuildingProject=false")]
    [InlineData("Clean")]
    [InlineData("Build")]
    public async Task What_is_no_play_asks_no_engine(string targets, params string[] arguments)
    {
        var build = await project.BuildAsync(targets, Environment, [.. arguments, "-p:MaestroAroundTests=true"]);

        Assert.True(build.Exit == 0, build.ToString());
        Assert.Empty(_docker.Requests);
    }

    [Fact]
    public async Task No_process_keeps_the_package_open_after_a_build()
    {
        project.Sandbox.Write("maestro.yaml", Environment);

        var build = await project.Sandbox.RunAsync("env", "-u", "MSBUILDDISABLENODEREUSE", "dotnet", "build", "App.csproj", "-t:MaestroStatus");

        Assert.True(build.Exit == 0, build.ToString());
        Assert.NotEmpty(_docker.Requests);
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc"), p => Maps(p).Contains(project.Sandbox.Folder, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8.0.400")]
    [InlineData("9.0.300")]
    public async Task An_SDK_that_is_too_old_is_one_error(string version)
    {
        var build = await project.BuildAsync("MaestroStart", Environment, $"-p:NETCoreSdkVersion={version}");

        Assert.Equal(1, build.Exit);
        Assert.Contains($"error MAESTRO002: Maestro.MSBuild needs the .NET SDK 10.0.100 or newer to run; this build uses {version}.", Assert.Single(Errors(build)), StringComparison.Ordinal);
        Assert.Empty(_docker.Requests);
    }

    [Fact]
    public async Task An_MSBuild_that_is_too_old_is_one_error_in_projects_of_the_old_kind()
    {
        var build = await OldProjectAsync("-p:_MaestroMSBuildVersion=17.14.8");

        Assert.Equal(1, build.Exit);
        Assert.Contains("error MAESTRO002: Maestro.MSBuild needs MSBuild 18", Assert.Single(Errors(build)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_of_the_old_kind_have_the_targets_too()
    {
        var build = await OldProjectAsync();

        Assert.True(build.Exit == 0, build.ToString());
        Assert.Equal(["/containers/json"], _docker.Requests.Select(r => r.Path).Where(p => p.StartsWith("/containers", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Tasks_that_are_compiled_ahead_are_taken_where_there_are_some_for_the_platform()
    {
        var here = await project.Sandbox.RunAsync("dotnet", "msbuild", "App.csproj", "-getProperty:MaestroTasksAssembly");
        var elsewhere = await project.Sandbox.RunAsync("dotnet", "msbuild", "App.csproj", "-getProperty:MaestroTasksAssembly", "-p:NETCoreSdkPortableRuntimeIdentifier=freebsd-x64");

        Assert.EndsWith($"tasks/net10.0/{Repository.Platform}/Maestro.MSBuild.dll", here.Output.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("tasks/net10.0/Maestro.MSBuild.dll", elsewhere.Output.Trim(), StringComparison.Ordinal);
    }

    private Task<ToolRun> OldProjectAsync(params string[] arguments)
    {
        var package = Path.Combine(project.Sandbox.Folder, "packages", "maestro.msbuild", Repository.Version("Maestro.MSBuild"));
        project.Sandbox.Write("maestro.yaml", Environment);
        project.Sandbox.Write("Old.proj", $"""
            <Project>
              <Import Project="{package}/build/Maestro.MSBuild.targets" />
            </Project>
            """);
        return project.Sandbox.RunAsync("dotnet", ["msbuild", "Old.proj", "-t:MaestroStatus", "-nologo", "-tl:off", .. arguments]);
    }

    private static IEnumerable<string> Errors(ToolRun build) => Lines(build).Where(l => l.Contains("error", StringComparison.Ordinal));

    // Above the summary, in which MSBuild itself repeats errors.
    private static IEnumerable<string> Lines(ToolRun build)
        => build.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeWhile(l => l is not ("Build FAILED." or "Build succeeded."));

    // Of a process of somebody else, or of one that has just ended, nothing can be read.
    private static string Maps(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "maps"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
