using Maestro.Testing;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild.Tests;

/// <summary>Images that a build makes by items.</summary>
public sealed class BuiltImagesTests : IDisposable
{
    private readonly BuildLog _log = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
