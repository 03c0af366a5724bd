namespace Maestro.Packages.Tests;

/// <summary>A small project that uses the task package, restored once for all tests of a class.</summary>
public sealed class ProjectWithPackage : IAsyncLifetime, IDisposable
{
    public Sandbox Sandbox { get; } = new();

    public async Task InitializeAsync()
    {
        Sandbox.Write("Directory.Build.props", Snippets.NoImports);
        Sandbox.Write("Directory.Build.targets", Snippets.NoImports);
        Sandbox.Write("App.csproj", Snippets.Project());
        var run = await Sandbox.RunAsync("dotnet", "restore", "App.csproj", "-v:q");
        Assert.True(run.Exit == 0, run.ToString());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Sandbox.Dispose();

    /// <summary>Runs a target on the project with an environment file beside it.</summary>
    public Task<ToolRun> BuildAsync(string target, string? environment, params string[] arguments)
    {
        var file = Path.Combine(Sandbox.Folder, "maestro.yaml");
        if (environment is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, environment);
        }

        return Sandbox.RunAsync("dotnet", ["build", "App.csproj", "--no-restore", $"-t:{target}", "-nr:false", "-tl:off", .. arguments]);
    }
}
