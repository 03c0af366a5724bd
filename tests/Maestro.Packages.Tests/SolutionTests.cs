using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>A play of a solution, one of whose projects has the environment.</summary>
public sealed class SolutionTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public SolutionTests()
    {
        _sandbox.Write("App/App.csproj", Snippets.Project());
        _sandbox.Write("Other/Other.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        _sandbox.Write("All.slnx", "<Solution><Project Path=\"App/App.csproj\" /><Project Path=\"Other/Other.csproj\" /></Solution>");
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Is_carried_out_once_with_the_targets_that_the_document_shows()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("fleet/web:1");
        _sandbox.Write("App/maestro.yaml", EnvironmentSnippets.OnEngine(docker));
        _sandbox.Write("Directory.Solution.targets", ShownTargets());

        var start = await _sandbox.RunAsync("dotnet", "build", "All.slnx", "-t:MaestroStart", "-tl:off", "-m");
        var down = await _sandbox.RunAsync("dotnet", "build", "All.slnx", "-t:MaestroDown", "-tl:off", "-m");

        Assert.True(start.Exit == 0 && down.Exit == 0, $"{start}{down}");
        Assert.Single(docker.RequestsTo("POST", "/containers/create"));
        Assert.Contains("down demo: 1 removed in ", down.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_by_projects_without_the_package_when_there_are_none()
    {
        _sandbox.Write("App/maestro.yaml", Snippets.Good);

        var build = await _sandbox.RunAsync("dotnet", "build", "All.slnx", "-t:MaestroValidate", "-tl:off");

        Assert.Equal(1, build.Exit);
        Assert.Contains("error MSB4057:", build.Output, StringComparison.Ordinal);
    }

    // The one block of the page that is a whole project.
    private static string ShownTargets()
        => File.ReadAllText(Path.Combine(Repository.Root, "docs", "msbuild.md")).Split("```xml\n").Select(b => b.Split("```")[0]).Single(b => b.StartsWith("<Project>", StringComparison.Ordinal));
}
