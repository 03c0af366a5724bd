using System.Text.Json;

namespace Maestro.Packages.Tests;

public sealed class MSBuildPackageTests(ProjectWithPackage project) : IClassFixture<ProjectWithPackage>
{
    [Fact]
    public async Task A_good_file_passes()
    {
        var run = await project.BuildAsync("MaestroValidate", Snippets.Good);

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("0 Error(s)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaestroValidate")]
    [InlineData("MaestroStart")]
    [InlineData("MaestroKill")]
    [InlineData("MaestroRestart")]
    [InlineData("MaestroDown")]
    public async Task A_mistake_is_an_error_of_the_build_at_its_place(string target)
    {
        var run = await project.BuildAsync(target, Snippets.UnknownShip);

        Assert.Equal(1, run.Exit);
        Assert.Contains(Snippets.Mistake, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ship_that_nobody_can_reach_fails_the_build()
    {
        var run = await project.BuildAsync("MaestroStart", Snippets.Good);

        Assert.Equal(1, run.Exit);
        Assert.Contains("error MAESTRO501:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_an_environment_is_told_what_to_add()
    {
        var run = await project.BuildAsync("MaestroStart", environment: null);

        Assert.Equal(1, run.Exit);
        Assert.Contains("error MAESTRO101:", run.Output, StringComparison.Ordinal);
        Assert.Contains("<MaestroEnvironment Include=", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_of_the_build_reach_the_play()
    {
        var run = await project.BuildAsync("MaestroStart", Snippets.Good, "-p:MaestroThings=wbe");

        Assert.Equal(1, run.Exit);
        Assert.Contains("error MAESTRO401:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_depends_on_what_is_logged_or_written()
    {
        var logged = await project.BuildAsync("MaestroDepTree", Snippets.Good);
        var written = await project.BuildAsync("MaestroDepTree", Snippets.Good, "-p:MaestroDepTreeFormat=mermaid", "-p:MaestroDepTreeFile=tree.mmd");

        Assert.True(logged.Exit == 0, logged.ToString());
        Assert.Matches(@"(?m)^ *web\r?$", logged.Output);
        Assert.True(written.Exit == 0, written.ToString());
        Assert.StartsWith("flowchart LR", await File.ReadAllTextAsync(Path.Combine(project.Sandbox.Folder, "tree.mmd")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_of_a_target_is_pure_JSON()
    {
        var run = await project.BuildAsync("MaestroValidate", Snippets.Good, "-getTargetResult:MaestroValidate");

        Assert.True(run.Exit == 0, run.ToString());
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("Success", json.RootElement.GetProperty("TargetResults").GetProperty("MaestroValidate").GetProperty("Result").GetString());
    }
}
