using System.Text.RegularExpressions;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>An environment around the tests of real programs of Microsoft.Testing.Platform.</summary>
public sealed class AroundTestingPlatformTests(AroundTestingPlatformTests.Projects projects) : AroundTests(projects), IClassFixture<AroundTestingPlatformTests.Projects>
{
    // How long the platform lets a test that does not end go on after Ctrl-C: 15 s more than this.
    private const string ShortWait = "TESTINGPLATFORM_MESSAGEBUS_CANCELED_SHUTDOWN_TIMEOUT_SECONDS=1";

    [Fact]
    public async Task The_programs_of_one_run_share_one_environment_that_is_gone_afterwards()
    {
        var most = 0;
        var run = await Shop.RunAsync(Tested.Text(), async process =>
        {
            while (!process.HasExited)
            {
                most = Math.Max(most, (await Tested.CopiesAsync()).Count);
                await Task.Delay(100);
            }
        }, DotnetTest("--solution", "Shop.slnx"));

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("succeeded: 2", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, most);
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task Nothing_is_left_when_tests_fail_but_the_logs()
    {
        var run = await Shop.RunAsync(Tested.Text(), ["FAIL=1", .. DotnetTest("--project", "Two/Two.csproj")]);

        Assert.NotEqual(0, run.Exit);
        Assert.Contains("failed: 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 started", run.Output, StringComparison.Ordinal);
        Assert.Empty(await Tested.ContainersAsync());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Shop.Sandbox.Folder, "Two", "obj", "maestro", "logs")).Length);
    }

    [Fact]
    public async Task An_image_that_the_build_makes_is_what_the_tests_meet()
    {
        var image = Engine.NewName("made");
        Shop.Sandbox.Write("image/Dockerfile", $"FROM {RealEngine.Busybox}\nLABEL made=here\n");
        Task<ToolRun> BuildAsync(params string[] variables) => Shop.RunAsync(Tested.Text(), [.. variables, "dotnet", "build", "Two", "--no-restore", "-tl:off"]);
        try
        {
            var build = await BuildAsync($"IMAGE={Shop.Sandbox.Folder}/image", $"IMAGE_NAME={image}:1");
            Assert.True(build.Exit == 0, build.ToString());

            var run = await Shop.RunAsync(Tested.Text(), ["FAIL=1", .. DotnetTest("--project", "Two/Two.csproj", "--maestro-keep", "OnFailure")]);

            Assert.Contains("failed: 1", run.Output, StringComparison.Ordinal);
            Assert.Equal(["here", "here"], (await Tested.ContainersAsync()).Select(c => (string?)c["made"]));
        }
        finally
        {
            await BuildAsync(); // as the other tests know it
            await Tested.RemoveAsync();
            await Engine.RemoveImagesAsync(image);
        }
    }

    [Fact]
    public async Task Containers_of_failed_tests_are_kept_on_request()
    {
        var run = await Shop.RunAsync(Tested.Text(), ["FAIL=1", .. DotnetTest("--project", "Two/Two.csproj", "--maestro-keep", "OnFailure", "--maestro-run", "kept")]);

        Assert.NotEqual(0, run.Exit);
        Assert.Contains("MAESTRO682", run.Output, StringComparison.Ordinal);
        Assert.Equal(["kept"], await Tested.CopiesAsync());
    }

    [Fact]
    public async Task Ctrl_C_in_the_start_leaves_nothing()
    {
        await InterruptStartAsync(DotnetTest("--project", "Two/Two.csproj"));

        await Tested.UntilAsync(0); // dotnet test itself does not wait for its programs
    }

    [Fact]
    public async Task Ctrl_C_in_the_tests_leaves_nothing()
    {
        await SignalTestsAsync("INT", [ShortWait, .. DotnetTest("--project", "Two/Two.csproj")]);

        await Tested.UntilAsync(0);
    }

    [Fact]
    public async Task Ctrl_C_again_does_not_wait_for_the_tests_and_leaves_nothing()
    {
        var (variable, hangs) = Shop.Hang();
        var run = await Shop.RunAsync(Tested.Text(), async process =>
        {
            await hangs(process);
            while (!process.HasExited)
            {
                await ProjectsWithTests.SignalAsync(process, "INT");
                await Task.Delay(500);
            }
        }, [variable, Program]);

        Assert.NotEqual(0, run.Exit);
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task What_a_killed_program_has_left_is_taken_down_by_the_next_one()
    {
        await SignalTestsAsync("KILL", Program);
        Assert.Equal(2, (await Tested.ContainersAsync()).Count);

        var next = await Shop.RunAsync(Tested.Text(), Program);

        Assert.True(next.Exit == 0, next.ToString());
        Assert.Contains("2 started", next.Output, StringComparison.Ordinal);
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task A_mistake_in_the_file_is_told_with_its_place_and_no_test_runs()
    {
        var run = await Shop.RunAsync(Tested.Text(ship: "nowhere"), DotnetTest("--project", "Two/Two.csproj"));

        Assert.NotEqual(0, run.Exit);
        Assert.Single(Regex.Matches(run.Output, @"maestro\.yaml\(\d+,\d+\): error MAESTRO305:"));
        Assert.Contains("total: 0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_ship_fails_the_program_and_no_test_runs()
    {
        var run = await Shop.RunAsync(Tested.Text(host: "unix:///nowhere/docker.sock"), Program);

        Assert.NotEqual(0, run.Exit);
        Assert.True(Regex.Count(run.Output + run.Error, "MAESTRO[0-9]") == 1, run.ToString());
        Assert.Contains("error MAESTRO506:", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_explorer_finds_tests_without_containers_and_runs_them_with_some()
    {
        using var explorer = new TestExplorer();
        IReadOnlyList<string> found = [], ran = [];
        var afterFinding = -1;
        var afterRunning = -1;

        var run = await Shop.RunAsync(Tested.Text(), async _ =>
        {
            await explorer.ConnectAsync();
            found = await explorer.AskForTestsAsync("testing/discoverTests");
            afterFinding = (await Tested.ContainersAsync()).Count;
            ran = await explorer.AskForTestsAsync("testing/runTests");
            afterRunning = (await Tested.ContainersAsync()).Count;
            await explorer.ExitAsync();
        }, [Program, .. explorer.Arguments]);

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Equal(["discovered"], found);
        Assert.Equal("passed", ran[^1]);
        Assert.Equal((0, 0), (afterFinding, afterRunning));
    }

    [Fact]
    public async Task The_target_for_tests_starts_once_for_programs_too()
    {
        var run = await Shop.RunAsync(Tested.Text(), "dotnet", "build", "Two", "-t:MaestroTest", "--no-restore", "-tl:off");

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Single(Regex.Matches(run.Output, "2 started"));
        Assert.Empty(await Tested.ContainersAsync());
    }

    private string Program => Path.Combine(Shop.Sandbox.Folder, "Two", "bin", "Debug", "net10.0", "Two");

    private static string[] DotnetTest(params string[] arguments) => ["dotnet", "test", "--no-build", .. arguments];

    public sealed class Projects : ProjectsWithTests
    {
        protected override string Properties => $$"""
            <PropertyGroup>
              <OutputType>Exe</OutputType>
              <NoWarn>$(NoWarn);xUnit1051</NoWarn>
            </PropertyGroup>
            <ItemGroup>
              <PackageReference Include="Maestro.TestingPlatform" Version="{{Repository.Version("Maestro.TestingPlatform")}}" />
              <PackageReference Include="Maestro.MSBuild" Version="{{Repository.Version("Maestro.MSBuild")}}" PrivateAssets="all" />
              <PackageReference Include="xunit.v3" Version="4.0.2" />
            </ItemGroup>
            """;

        protected override string GlobalJson => """{"test": {"runner": "Microsoft.Testing.Platform"}}""";
    }
}
