using Maestro.Engine.Model;
using Maestro.Testing;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild.Tests;

public sealed class ImageItemsTests : IDisposable
{
    private readonly BuildLog _log = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_project_takes_its_metadata_along()
    {
        var build = ImageItems.Of(
            Item("../App/App.csproj", ("Service", "web; worker"), ("Image", "team/web:1"), ("Configuration", "Debug"), ("Properties", "A = b ;C=d=e;F"), ("Sources", "schemas;../x")),
            "/src/Tests");

        var project = Assert.IsType<ProjectBuild>(build.Build);
        Assert.Equal(("/src/App/App.csproj", "Debug"), (project.Project, project.Configuration));
        Assert.Equal(["A=b", "C=d=e", "F="], project.Properties.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["/src/Tests/schemas", "/src/x"], project.Sources);
        Assert.Equal(["web", "worker"], build.Services);
        Assert.Equal("team/web:1", build.Image);
    }

    [Fact]
    public void What_is_not_said_stays_as_it_is_by_default()
    {
        var build = ImageItems.Of(Item("App.csproj"), "/src");

        Assert.Equal("Release", Assert.IsType<ProjectBuild>(build.Build).Configuration);
        Assert.Empty(build.Services);
        Assert.Empty(build.Image);
    }

    [Fact]
    public void Folders_and_archives_are_images_as_well()
    {
        Assert.Equal("/src/web/Dockerfile", Assert.IsType<DockerfileBuild>(ImageItems.Of(Item("web"), "/src").Build).Dockerfile);
        Assert.Equal("/src/a.tar", Assert.IsType<ArchiveBuild>(ImageItems.Of(Item("a.tar"), "/src").Build).Archive);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("maestro.yaml", true)]
    [InlineData("../src/maestro.yaml", true)]
    [InlineData("other.yaml", false)]
    public void An_item_may_be_for_one_environment_alone(string environment, bool expected)
        => Assert.Equal(expected, ImageItems.IsFor(Item("App.csproj", ("Environment", environment)), "/src/maestro.yaml", "/src"));

    [Fact]
    public async System.Threading.Tasks.Task The_image_is_built_and_run()
    {
        await using var docker = await FakeDocker.StartAsync();
        _folder.Write("maestro.yaml", EnvironmentSnippets.OnEngine(docker));
        _folder.Write("web/Dockerfile", "FROM scratch\n");
        using var start = new MaestroStart
        {
            BuildEngine = _log.Engine,
            Environments = [new TaskItem("maestro.yaml")],
            ProjectDirectory = _folder.Path,
            Images = [Item("web", ("Service", "web"))],
        };

        Assert.True(start.Execute(), string.Join('\n', _log.Errors.Select(e => e.Message)));

        Assert.Equal("fleet/web:1", Assert.Single(docker.RequestsTo("POST", "/build")).Query["t"]);
        Assert.Equal(docker.ImageNamed("fleet/web:1")!.Id, docker.Container("demo-web-1").ImageId);
        Assert.Contains(_log.Messages, m => m.Message!.StartsWith("fleet/web:1 on here: built", StringComparison.Ordinal));
    }

    [Fact]
    public void An_image_that_nobody_runs_is_an_error_of_the_build()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);
        using var validate = new MaestroValidate
        {
            BuildEngine = _log.Engine,
            Environments = [new TaskItem("maestro.yaml")],
            ProjectDirectory = _folder.Path,
            Images = [Item("App.csproj", ("Service", "wbe"))],
        };

        Assert.False(validate.Execute());

        var error = Assert.Single(_log.Errors);
        Assert.Equal("MAESTRO694", error.Code);
        Assert.Contains("did you mean 'web'?", error.Message, StringComparison.Ordinal);
    }

    private static TaskItem Item(string path, params (string Name, string Value)[] metadata)
        => new TaskItem(path, metadata.ToDictionary(m => m.Name, m => m.Value));
}
