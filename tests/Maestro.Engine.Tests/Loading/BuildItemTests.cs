using Maestro.Engine.Loading;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public sealed class BuildItemTests
{
    [Fact]
    public void A_project_takes_its_metadata_along()
    {
        var build = Read("../App/App.csproj", ("Service", "web; worker"), ("Image", "team/web:1"), ("Configuration", "Debug"), ("Properties", "A = b ;C=d=e;F"), ("Sources", "schemas;../x"))!;

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
        var build = Read("App.csproj")!;

        Assert.Equal("Release", Assert.IsType<ProjectBuild>(build.Build).Configuration);
        Assert.Empty(build.Services);
        Assert.Empty(build.Image);
    }

    [Fact]
    public void Folders_and_archives_are_images_as_well()
    {
        Assert.Equal("/src/Tests/web/Dockerfile", Assert.IsType<DockerfileBuild>(Read("web")!.Build).Dockerfile);
        Assert.Equal("/src/Tests/a.tar", Assert.IsType<ArchiveBuild>(Read("a.tar")!.Build).Archive);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("maestro.yaml", true)]
    [InlineData("../Tests/maestro.yaml", true)]
    [InlineData("other.yaml", false)]
    public void An_item_may_be_for_one_environment_alone(string environment, bool expected)
        => Assert.Equal(expected, Read("App.csproj", ("Environment", environment)) is not null);

    [Fact]
    public void A_line_of_text_says_the_same_as_the_item()
    {
        var builds = BuildItem.Parse(
            [
                "/src/App/App.csproj|web;worker|team/web:1|Debug|A=b;C=d|schemas||/src/Tests/Tests.csproj|/src/Tests",
                "/src/Other/Other.csproj|||||||/src/Tests/Tests.csproj|/src/Tests",
                "/src/Else/Else.csproj||||||../Else/maestro.yaml||/src/Tests",
            ],
            "/src/Tests/maestro.yaml");

        Assert.Equal(2, builds.Count);
        var project = Assert.IsType<ProjectBuild>(builds[0].Build);
        Assert.Equal(("/src/App/App.csproj", "Debug", "/src/Tests/Tests.csproj"), (project.Project, project.Configuration, project.Location!.File));
        Assert.Equal(["A=b", "C=d"], project.Properties.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["/src/Tests/schemas"], project.Sources);
        Assert.Equal(["web", "worker"], builds[0].Services);
        Assert.Equal("team/web:1", builds[0].Image);
        Assert.Equal("/src/Other/Other.csproj", Assert.IsType<ProjectBuild>(builds[1].Build).Project);
    }

    private static ServiceBuild? Read(string path, params (string Name, string Value)[] metadata)
        => BuildItem.Read(path, name => metadata.FirstOrDefault(m => m.Name == name).Value ?? string.Empty, "/src/Tests", "/src/Tests/maestro.yaml");
}
