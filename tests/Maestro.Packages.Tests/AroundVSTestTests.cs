using System.Text.RegularExpressions;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>An environment around the tests of real projects that VSTest runs.</summary>
public sealed partial class AroundVSTestTests(AroundVSTestTests.Projects projects) : AroundTests(projects), IClassFixture<AroundVSTestTests.Projects>
{
    private const string Passed = "Passed!  - Failed:     0, Passed:     1";

    [Fact]
    public async Task The_projects_of_a_solution_and_their_target_frameworks_share_one_environment_that_is_gone_afterwards()
    {
        Shop.Sandbox.Write("mine.runsettings", "<RunSettings><RunConfiguration><EnvironmentVariables><MINE>1</MINE></EnvironmentVariables></RunConfiguration></RunSettings>");

        var run = await Shop.RunAsync(Tested.Text(), ["EXPECT_MINE=1", .. DotnetTest("Shop.slnx", "--settings", "mine.runsettings", "-m:2")]);

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Equal(3, Regex.Count(run.Output, Regex.Escape(Passed)));
        Assert.Single(Starts().Matches(run.Output));
        Assert.Single(Regex.Matches(run.Output, $"files about the run: {Regex.Escape(Shop.Sandbox.Folder)}/obj/maestro"));
        Assert.Empty(await Tested.ContainersAsync());
        Assert.Empty(Directory.GetFiles(Shop.Sandbox.Folder, "*.net*.*.runsettings", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Nothing_is_left_when_tests_fail_but_the_logs()
    {
        var run = await Shop.RunAsync(Tested.Text(), ["FAIL=1", .. DotnetTest("Two")]);

        Assert.Equal(1, run.Exit);
        Assert.Contains("Failed:     1", run.Output, StringComparison.Ordinal);
        Assert.Empty(await Tested.ContainersAsync());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Shop.Sandbox.Folder, "obj", "maestro", "logs")).Length);
    }

    [Fact]
    public async Task Containers_of_failed_tests_are_kept_on_request_until_they_are_taken_down_by_name()
    {
        var kept = await Shop.RunAsync(Tested.Text(), ["FAIL=1", .. DotnetTest("Two", "-p:MaestroKeep=OnFailure")]);
        var copy = Assert.Single(await Tested.CopiesAsync());
        Assert.Equal(1, kept.Exit);
        Assert.Contains($"--run {copy}", kept.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Tested.ContainersAsync()).Count);

        var passed = await Shop.RunAsync(Tested.Text(), DotnetTest("Two", "-p:MaestroKeep=OnFailure"));
        Assert.True(passed.Exit == 0, passed.ToString());
        Assert.Equal([copy], await Tested.CopiesAsync());

        var down = await Shop.RunAsync(Tested.Text(), "dotnet", "build", "Two", "--no-restore", "-t:MaestroDown", $"-p:MaestroRun={copy}", "-tl:off");
        Assert.True(down.Exit == 0, down.ToString());
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task An_image_that_the_build_makes_is_what_the_tests_meet()
    {
        var image = Engine.NewName("made");
        Shop.Sandbox.Write("image/Dockerfile", $"FROM {RealEngine.Busybox}\nLABEL made=here\n");

        var run = await Shop.RunAsync(Tested.Text(), [$"IMAGE={Shop.Sandbox.Folder}/image", $"IMAGE_NAME={image}:1", "FAIL=1", .. DotnetTest("Two", "-p:MaestroKeep=OnFailure")]);

        Assert.Contains("Failed:     1", run.Output, StringComparison.Ordinal);
        Assert.Equal(["here", "here"], (await Tested.ContainersAsync()).Select(c => (string?)c["made"]));
        await Tested.RemoveAsync();
        await Engine.RemoveImagesAsync(image);
    }

    [Fact]
    public async Task Ctrl_C_in_the_start_leaves_nothing()
    {
        var run = await InterruptStartAsync(DotnetTest("Two"));

        Assert.Equal(1, run.Exit);
        Assert.DoesNotContain("Passed!", run.Output, StringComparison.Ordinal);
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task Ctrl_C_in_the_tests_leaves_nothing()
    {
        var run = await SignalTestsAsync("INT", DotnetTest("One", "-p:MaestroKeep=OnFailure"));

        Assert.Equal(1, run.Exit);
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task What_a_killed_build_has_left_is_taken_down_by_the_next_one()
    {
        await SignalTestsAsync("KILL", DotnetTest("Two"));
        Assert.Equal(2, (await Tested.ContainersAsync()).Count);

        var next = await Shop.RunAsync(Tested.Text(), DotnetTest("Two"));

        Assert.True(next.Exit == 0, next.ToString());
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task Two_builds_at_once_do_not_meet()
    {
        var builds = await Task.WhenAll(Shop.RunAsync(Tested.Text(), DotnetTest("Two")), Shop.RunAsync(Tested.Text(), DotnetTest("Two")));

        Assert.All(builds, build => Assert.True(build.Exit == 0, build.ToString()));
        Assert.All(builds, build => Assert.Contains("2 started", build.Output, StringComparison.Ordinal));
        Assert.Empty(await Tested.ContainersAsync());
    }

    [Fact]
    public async Task A_mistake_in_the_file_is_an_error_at_its_place_and_no_test_runs()
    {
        var run = await Shop.RunAsync(Tested.Text(ship: "nowhere"), DotnetTest("Shop.slnx"));

        Assert.Equal(1, run.Exit);
        Assert.Single(Regex.Matches(run.Output, @"maestro\.yaml\(\d+,\d+\): error MAESTRO305:"));
        Assert.DoesNotContain("Test run for", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_ship_fails_the_build_and_no_test_runs()
    {
        var run = await Shop.RunAsync(Tested.Text(host: "unix:///nowhere/docker.sock"), DotnetTest("Two"));

        Assert.Equal(1, run.Exit);
        Assert.True(Regex.Count(run.Output, "MAESTRO[0-9]") == 1, run.ToString());
        Assert.Contains("error MAESTRO506:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Test run for", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_up_is_used_and_left_on_request()
    {
        var started = await Shop.RunAsync(Tested.Text(), DotnetTest("Two", "-p:MaestroReuse=true"));
        var again = await Shop.RunAsync(Tested.Text(), DotnetTest("Two", "-p:MaestroReuse=true"));

        Assert.Contains("2 started", started.Output, StringComparison.Ordinal);
        Assert.Contains("2 up", again.Output, StringComparison.Ordinal);
        Assert.True(again.Exit == 0, again.ToString());
        Assert.Equal(["(none)"], await Tested.CopiesAsync());
    }

    [Fact]
    public async Task A_build_that_fails_starts_nothing_and_listing_tests_does_not_either()
    {
        Shop.Sandbox.Write("Two/Broken.cs", "broken");
        var broken = await Shop.RunAsync(Tested.Text(host: "unix:///nowhere/docker.sock"), "dotnet", "test", "Two", "--no-restore", "-tl:off");
        File.Delete(Path.Combine(Shop.Sandbox.Folder, "Two", "Broken.cs"));
        var list = await Shop.RunAsync(Tested.Text(host: "unix:///nowhere/docker.sock"), DotnetTest("Two", "--list-tests"));

        Assert.Equal(1, broken.Exit);
        Assert.DoesNotContain("MAESTRO", broken.Output, StringComparison.Ordinal);
        Assert.True(list.Exit == 0, list.ToString());
        Assert.Contains("ShopTests.The_shop_is_open", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_target_for_tests_starts_runs_and_takes_down()
    {
        var run = await Shop.RunAsync(Tested.Text(), "dotnet", "build", "One", "-t:MaestroTest", "--no-restore", "-p:MaestroAroundTests=false", "-tl:off");

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains(Passed, run.Output, StringComparison.Ordinal);
        Assert.Single(Starts().Matches(run.Output));
        Assert.Empty(await Tested.ContainersAsync());
    }

    private static string[] DotnetTest(string project, params string[] more) => ["dotnet", "test", project, "--no-build", "--nologo", "-tl:off", .. more];

    [GeneratedRegex("start maestro-test-.*: 2 started")]
    private static partial Regex Starts();

    public sealed class Projects : ProjectsWithTests
    {
        protected override string Frameworks => "net9.0;net10.0";

        // Without a runtime 9, tests for it run on the one that is there.
        protected override string Properties => $"""
            <PropertyGroup>
              <RollForward>Major</RollForward>
            </PropertyGroup>
            <ItemGroup>
              <PackageReference Include="Maestro.MSBuild" Version="{Repository.Version("Maestro.MSBuild")}" PrivateAssets="all" />
              <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
              <PackageReference Include="xunit" Version="2.9.3" />
              <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
            </ItemGroup>
            """;
    }
}
