using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Testing;

namespace Maestro.TestingPlatform.Tests;

public sealed class ProjectSettingsTests : IDisposable
{
    private static readonly TestChoices Nothing = new(null, null, Reuse: false, TestProgramHost.User);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_start_from_the_folder_of_the_program()
    {
        var settings = Read("environment=../../maestro.yaml\noverlay=../../stages/ci.yaml\nartifacts=../../obj/maestro/\n");

        Assert.Equal(Path.Combine(_folder.Path, "maestro.yaml"), settings.File);
        Assert.Equal([Path.Combine(_folder.Path, "stages", "ci.yaml")], settings.With(Nothing).Overlays);
        Assert.Equal(Path.Combine(_folder.Path, "obj", "maestro") + Path.DirectorySeparatorChar, settings.With(Nothing).Settings.ArtifactsPath);
        Assert.Equal(_folder.Path, settings.With(Nothing).Settings.WorkingDirectory);
    }

    [Fact]
    public void What_the_project_says_becomes_options_of_the_start()
    {
        var options = Read("environment=maestro.yaml\nthing=web\nthing=db\nvariable=A=1=2\nlenient=true\nkeep=onfailure\nTimeout=90\nContainerFilter=web-*\nRefreshImages=True\nOnly=false\nConcurrency=\n").With(Nothing);

        Assert.Equal(["web", "db"], options.Start.Things);
        Assert.Equal("1=2", options.Settings.Variables["A"]);
        Assert.True(options.Settings.Lenient);
        Assert.Equal(TestEnvironmentKeep.OnFailure, options.Keep);
        Assert.Equal(TimeSpan.FromSeconds(90), options.Start.Timeout);
        Assert.Equal("web-*", options.Start.ContainerFilter);
        Assert.True(options.Start.RefreshImages);
        Assert.False(options.Start.Only);
        Assert.Null(options.Start.Concurrency);
    }

    [Fact]
    public void Images_that_the_build_makes_are_those_of_its_environment()
    {
        var build = Assert.Single(Read("environment=maestro.yaml\nimage=/src/App.csproj|web;db|||||||/src\nimage=/src/B.csproj||||||elsewhere.yaml||/src\n").With(Nothing).Settings.Builds);

        Assert.Equal(["web", "db"], build.Services);
    }

    [Fact]
    public void Each_environment_has_settings_of_its_own()
    {
        var path = _folder.Write("bin/One.maestro", "environment=a.yaml\nkeep=Always\nenvironment=b.yaml\nkeep=\n");

        Assert.Equal([TestEnvironmentKeep.Always, TestEnvironmentKeep.Never], ProjectSettings.Read(path).Select(s => s.With(Nothing).Keep));
    }

    [Fact]
    public void The_command_line_goes_before_the_project()
    {
        var settings = Read("environment=maestro.yaml\nkeep=Always\nRun=ci\n");

        var options = settings.With(new TestChoices("Never", "mine", Reuse: true, TestProgramHost.User));

        Assert.Equal((TestEnvironmentKeep.Never, "mine", true), (options.Keep, options.Start.Run, options.Reuse));
        Assert.Equal("ci", settings.With(Nothing).Start.Run);
    }

    [Fact]
    public void Programs_of_one_dotnet_test_share_a_copy_and_others_have_their_own()
    {
        var settings = Read("environment=maestro.yaml\n");

        var shared = settings.With(Nothing with { Host = TestProgramHost.DotnetTest }).Start.Run;

        Assert.False(string.IsNullOrEmpty(shared));
        Assert.Equal(shared, Read("environment=other.yaml\n").With(Nothing with { Host = TestProgramHost.DotnetTest }).Start.Run);
        Assert.Null(settings.With(Nothing).Start.Run);
        Assert.Null(settings.With(Nothing with { Host = TestProgramHost.DotnetTest, Reuse = true }).Start.Run);
    }

    [Fact]
    public void A_value_that_is_none_is_refused()
        => Assert.Throws<MaestroException>(() => Read("environment=maestro.yaml\nTimeout=soon\n"));

    private ProjectSettings Read(string text) => ProjectSettings.Read(_folder.Write("bin/Debug/One.maestro", text)).Single();
}
