using System.Diagnostics;
using System.Runtime.Versioning;
using Maestro.Engine.Building;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Images of .NET projects, in whole plays; a script stands for the SDK.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProjectBuildTests : IAsyncLifetime
{
    private const string App = """
        app:
          image: team/app:1
          build: {project: App/App.csproj, properties: {ContainerBaseImage: 'hub:5000/base'}}
          instances: {app-1: {ship: one}, app-2: {ship: two}}
        """;

    private BuildBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await BuildBench.OpenAsync();
        _bench.WriteProject();
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_project_is_built_once_and_loaded_onto_each_ship_that_needs_it()
    {
        var result = await _bench.PlayAsync(App, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(1, _bench.Publishes);
        Assert.Equal(["POST /images/load"], BuildBench.ImageCalls(_bench.One));
        Assert.Equal(["POST /images/load"], BuildBench.ImageCalls(_bench.Two));
        Assert.Equal(_bench.One.ImageNamed("team/app:1")!.Id, _bench.Two.Container("app-2").ImageId);
        Assert.Contains("  App -> App.dll", _bench.Told(StepKind.Build));
        var call = File.ReadAllText(_bench.At("calls"));
        Assert.Contains("-p:ContainerRuntimeIdentifier=linux-x64", call, StringComparison.Ordinal);
        Assert.Contains("-p:ContainerBaseImage=hub:5000/base", call, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_built_or_loaded_while_the_sources_stay_as_they_are()
    {
        await _bench.PlayAsync(App, PlayKind.Start);
        await _bench.PlayAsync(App, PlayKind.Down);

        var result = await _bench.PlayAsync(App, PlayKind.Start);

        Assert.DoesNotContain(result.Steps, s => s.Step.Kind is StepKind.Build or StepKind.Load);
        Assert.Equal(1, _bench.Publishes);
    }

    [Fact]
    public async Task A_ship_that_comes_later_gets_what_was_built_before()
    {
        await _bench.PlayAsync(App, new Play(PlayKind.Start) { Things = ["app-1"] });

        var result = await _bench.PlayAsync(App, PlayKind.Start);

        Assert.Equal([StepKind.Load, StepKind.Start], result.Steps.Select(s => s.Step.Kind));
        Assert.Equal(1, _bench.Publishes);
    }

    [Fact]
    public async Task A_change_of_a_source_makes_containers_outdated_and_a_restart_builds_anew()
    {
        await _bench.PlayAsync(App, PlayKind.Start);
        var before = _bench.One.Container("app-1").ImageId;
        _bench.Write("App/Program.cs", "// 2");

        Assert.All((await _bench.PlayAsync(App, PlayKind.Start)).Instances, i => Assert.Equal("up (outdated)", i.Outcome));
        Assert.Equal(1, _bench.Publishes);
        await _bench.PlayAsync(App, new Play(PlayKind.Restart) { OnlyIfChanged = true });

        Assert.Equal(2, _bench.Publishes);
        Assert.NotEqual(before, _bench.One.Container("app-1").ImageId);
        Assert.All((await _bench.PlayAsync(App, PlayKind.Start)).Instances, i => Assert.Equal("up", i.Outcome));
    }

    [Fact]
    public async Task Refreshing_builds_in_any_case()
    {
        await _bench.PlayAsync(App, PlayKind.Start);

        await _bench.PlayAsync(App, new Play(PlayKind.Restart) { RefreshImages = true });

        Assert.Equal(2, _bench.Publishes);
    }

    [Fact]
    public async Task Ships_of_different_platforms_get_images_of_their_own()
    {
        _bench.Two.Platform = "linux/arm64";

        await _bench.PlayAsync(App, PlayKind.Start);

        Assert.Equal(
            ["linux-arm64", "linux-x64"],
            File.ReadLines(_bench.At("calls")).Select(c => c.Split("-p:ContainerRuntimeIdentifier=")[1].Split(' ')[0]).Order());
    }

    [Fact]
    public async Task The_first_error_of_the_compiler_is_told_at_its_place_with_all_others()
    {
        var program = _bench.At("App/Program.cs");
        _bench.WriteProject($"""
            echo '{program}(3,14): error CS1002: ; expected [{_bench.At("App/App.csproj")}]'
            echo '{program}(3,14): error CS1002: ; expected [{_bench.At("App/App.csproj")}]'
            echo '{program}(7,1): error CS0103: The name x does not exist [{_bench.At("App/App.csproj")}]' >&2
            exit 1
            """);

        var result = await _bench.PlayAsync(App, PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.ImageNotBuilt, "The image team/app:1 cannot be built from App.csproj: CS1002: ; expected. Blocked by it: app-1, app-2. All its errors:", $"    {program}(7,1): CS0103: The name x does not exist");
        Assert.Equal((program, 3, 14), (result.Diagnostics[0].Location!.File, result.Diagnostics[0].Location!.Line, result.Diagnostics[0].Location!.Column));
        Assert.All(result.Instances, i => Assert.Equal("blocked by team/app:1", i.Outcome));
    }

    [Fact]
    public async Task A_build_that_fails_without_an_error_line_shows_its_last_lines()
    {
        _bench.WriteProject("echo 'Segmentation fault'; exit 139");

        var result = await _bench.PlayAsync(App, PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.ImageNotBuilt, "'dotnet publish' ended with exit code 139.", "The last lines of its output:", "    Segmentation fault");
        Assert.Equal(_bench.At("maestro.yaml"), result.Diagnostics[0].Location!.File);
    }

    [Fact]
    public async Task A_missing_SDK_is_told()
    {
        File.Delete(_bench.At("dotnet"));

        StartTests.AssertFailed(await _bench.PlayAsync(App, PlayKind.Start), DiagnosticCodes.ImageNotBuilt, "cannot be started:", "Install the .NET SDK");
    }

    [Fact]
    public async Task A_cancelled_build_leaves_no_process_and_no_file()
    {
        _bench.WriteProject("sleep 1000 & echo $! > pid; wait");
        using var cancellation = new CancellationTokenSource();

        var playing = _bench.PlayAsync(App, PlayKind.Start, cancellation.Token);
        await FakeDocker.WaitUntilAsync(() => File.Exists(_bench.At("App/pid")) && File.ReadAllText(_bench.At("App/pid")).Length > 0, "the build");
        await cancellation.CancelAsync();
        var result = await playing;

        Assert.Equal(PlayVerdict.Cancelled, result.Verdict);
        var child = int.Parse(File.ReadAllText(_bench.At("App/pid")), System.Globalization.CultureInfo.InvariantCulture);
        await FakeDocker.WaitUntilAsync(() => !IsAlive(child), "the end of what the build has started");
        Assert.Empty(Directory.EnumerateFiles(FolderOf(App), "*.tar", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_failed_build_leaves_no_archive_behind()
    {
        _bench.WriteProject("cp '" + _bench.Folder + "/maestro.yaml' \"$out\"; exit 1");

        await _bench.PlayAsync(App, PlayKind.Start);

        Assert.Empty(Directory.EnumerateFiles(FolderOf(App), "*.tar", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Two_plays_at_once_build_a_project_one_after_the_other_and_once()
    {
        await using var other = await BuildBench.OpenAsync();
        _bench.WriteProject("while [ ! -e go ]; do sleep 0.01; done");
        var elsewhere = App.Replace("App/App.csproj", _bench.At("App/App.csproj"), StringComparison.Ordinal);
        File.CreateSymbolicLink(other.At("dotnet"), _bench.At("dotnet"));

        var first = _bench.PlayAsync(elsewhere, PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => _bench.Publishes == 1, "the first build");
        var second = other.PlayAsync(elsewhere, PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => other.Told(StepKind.Build).Any(), "the second play to wait");
        _bench.Write("App/go", string.Empty);

        Assert.True((await first).Succeeded);
        Assert.True((await second).Succeeded);
        Assert.Contains("another play builds this project; waiting until it ends", other.Told(StepKind.Build));
        Assert.Equal(1, _bench.Publishes);
    }

    [Fact]
    public async Task Registries_of_the_file_are_told_to_the_SDK()
    {
        _bench.Top = "registries: {hub: {registry: 'http://hub:5000', username: ci, password: hunter2}}\n";
        _bench.WriteProject("echo \"insecure: $DOTNET_CONTAINER_INSECURE_REGISTRIES, user: $DOTNET_CONTAINER_PULL_REGISTRY_UNAME, password: $DOTNET_CONTAINER_PULL_REGISTRY_PWORD, sdks: $MSBuildSDKsPath.\"");

        await _bench.PlayAsync(App, PlayKind.Start);

        Assert.Contains("insecure: hub:5000, user: ci, password: *****, sdks: .", _bench.Told(StepKind.Build).Select(t => t.Replace(SecretValue.Hidden, "*****", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Old_archives_are_taken_away_and_newer_ones_stay_for_those_who_load_them()
    {
        await _bench.PlayAsync(App, PlayKind.Start);
        var first = Assert.Single(Images());
        _bench.Write("App/Program.cs", "// 2");
        await _bench.PlayAsync(App, new Play(PlayKind.Restart) { OnlyIfChanged = true });
        Assert.Equal(2, Images().Length);

        Directory.SetLastWriteTimeUtc(first, DateTime.UtcNow.AddDays(-2));
        _bench.Write("App/Program.cs", "// 3");
        await _bench.PlayAsync(App, new Play(PlayKind.Restart) { OnlyIfChanged = true });

        Assert.DoesNotContain(first, Images());
        Assert.Equal(2, Images().Length);

        string[] Images() => Directory.GetDirectories(Path.Combine(FolderOf(App), "images"));
    }

    private string FolderOf(string services) => new BuildFolder((ProjectBuild)_bench.Load(services).Instance("app-1").Build!).FullPath;

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
