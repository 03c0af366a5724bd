using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>Images that a build makes by <c>MaestroImage</c>, inside of the very build that starts the environment.</summary>
public sealed class MSBuildImageTests : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private FakeDocker _docker = null!;
    private FakeRegistry _registry = null!;

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _registry = await FakeRegistry.StartAsync(BaseImage.Empty());
        _sandbox.Write("Directory.Build.props", Snippets.NoImports);
        _sandbox.Write("Directory.Build.targets", Snippets.NoImports);
        _sandbox.Write("maestro.yaml", EnvironmentSnippets.OnEngine(_docker) + $"registries: {{base: {{registry: 'http://{_registry.Authority}'}}}}\n");
        _sandbox.Write("Tests.csproj", Snippets.Project($"""
            <PropertyGroup><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
            <ItemGroup><ProjectReference Include="Service/Service.csproj" ReferenceOutputAssembly="false" /></ItemGroup>
            <ItemGroup><MaestroImage Include="Service/Service.csproj" Service="web" Properties="ContainerBaseImage={_registry.Authority}/base:1" /></ItemGroup>
            """));
        _sandbox.Write("Service/Service.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
            </Project>
            """);
        _sandbox.Write("Service/Program.cs", "System.Console.WriteLine();");
        var run = await _sandbox.RunAsync("dotnet", "restore", "Tests.csproj", "-v:q");
        Assert.True(run.Exit == 0, run.ToString());
    }

    public async Task DisposeAsync()
    {
        await _docker.DisposeAsync();
        await _registry.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_project_becomes_an_image_in_the_build_that_starts_it_and_is_left_alone_afterwards()
    {
        var start = await BuildAsync("-m", "-t:Build;MaestroStart");
        var again = await BuildAsync("-t:MaestroStart");
        var restart = await BuildAsync("-t:MaestroRestart");

        Assert.True(start.Exit == 0, start.ToString());
        Assert.Contains("1 started", start.Output, StringComparison.Ordinal);
        Assert.Equal("fleet/web:1", (string?)_docker.Container("demo-web-1").Request["Image"]);
        Assert.True(_docker.ImageNamed("fleet/web:1")!.Labels.ContainsKey("maestro.sources"));
        Assert.Contains("1 up", again.Output, StringComparison.Ordinal);
        Assert.True(restart.Exit == 0, restart.ToString());
        Assert.Single(_docker.RequestsTo("POST", "/images/load"));
    }

    [Fact]
    public async Task An_error_of_the_compiler_is_an_error_of_the_build_at_its_place()
    {
        _sandbox.Write("Service/Program.cs", "\nvar x = ;\n");

        var run = await BuildAsync("-t:MaestroStart");

        Assert.Equal(1, run.Exit);
        Assert.Contains($"{Path.Combine(_sandbox.Folder, "Service", "Program.cs")}(2,9): error MAESTRO691: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("CS1525", run.Output, StringComparison.Ordinal);
        Assert.Empty(_docker.Containers);
    }

    [Fact]
    public async Task An_image_that_no_service_runs_is_an_error_at_the_project()
    {
        _sandbox.Write("maestro.yaml", EnvironmentSnippets.OnEngine(_docker).Replace("  web:", "  site:", StringComparison.Ordinal));

        var run = await BuildAsync("-t:MaestroValidate");

        Assert.Contains("Tests.csproj : error MAESTRO694: The image of 'Service.csproj' is built for 'web', which is no service", run.Output, StringComparison.Ordinal);
    }

    private Task<ToolRun> BuildAsync(params string[] arguments) => _sandbox.RunAsync("dotnet", ["build", "Tests.csproj", "--no-restore", "-nr:false", "-tl:off", .. arguments]);
}
