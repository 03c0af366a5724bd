namespace Maestro.Packages.Tests;

/// <summary>A play of a solution that nobody has prepared for it (<c>maestro init --solution</c> does), and one of whose projects has the environment.</summary>
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
    public async Task Is_refused_by_projects_without_the_package_and_carried_out_where_the_project_is_named()
    {
        _sandbox.Write("App/maestro.yaml", Snippets.Good);

        var solution = await _sandbox.RunAsync("dotnet", "build", "All.slnx", "-t:MaestroValidate", "-tl:off");
        var project = await _sandbox.RunAsync("dotnet", "build", "App/App.csproj", "-t:MaestroValidate", "-tl:off");

        Assert.Equal(1, solution.Exit);
        Assert.Contains("error MSB4057:", solution.Output, StringComparison.Ordinal);
        Assert.True(project.Exit == 0, project.ToString());
    }
}
