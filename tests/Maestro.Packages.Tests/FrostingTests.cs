using System.Reflection;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>The base tasks for Cake.Frosting, compiled and run in a host with the shape of Cake.Frosting, which the feeds of these tests do not have.</summary>
public sealed class FrostingTests : IDisposable
{
    private static readonly string CakeFolder = Path.GetDirectoryName(
        typeof(FrostingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Cake").Value!)!;

    private readonly Sandbox _sandbox = new();

    public FrostingTests()
    {
        _sandbox.Write("Directory.Build.props", Snippets.NoImports);
        _sandbox.Write("Directory.Build.targets", Snippets.NoImports);
        _sandbox.Write("maestro.yaml", Snippets.Good);
        _sandbox.Write("frosting/Cake.Frosting.csproj", Project("Library", string.Empty));
        _sandbox.Write("frosting/CakeFrosting.cs", FrostingShape.Text);
        _sandbox.Write("host/Program.cs", """
            using Cake.Core;
            using Cake.Core.IO;
            using Cake.Frosting;
            using Maestro.Cake;
            using Maestro.Cake.Frosting;

            return new CakeHost().UseContext<BuildContext>().Run(args);

            public sealed class Default : MaestroValidateTask<BuildContext>
            {
                protected override FilePath GetFile(BuildContext context) => "maestro.yaml";

                protected override MaestroSettings GetSettings(BuildContext context) => new MaestroSettings().SetVariable("stage", "test");

                public override void Run(BuildContext context)
                {
                    base.Run(context);
                    System.Console.WriteLine($"{Result.Environment} is {Result.Verdict}");
                }
            }

            public sealed class Plain : MaestroStartTask;

            public sealed class BuildContext(ICakeContext context) : FrostingContext(context);
            """);
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_task_that_is_a_play_is_there_where_the_host_is_Cake_Frosting()
    {
        _sandbox.Write("host/Host.csproj", Project("Exe", """<ProjectReference Include="../frosting/Cake.Frosting.csproj" />"""));

        var run = await _sandbox.RunAsync("dotnet", "run", "--project", "host/Host.csproj");

        Assert.True(run.Exit == 0 && run.Output.Contains("demo is Succeeded", StringComparison.Ordinal), run.ToString());
        Assert.DoesNotContain("warning", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_is_a_build_of_such_a_host()
    {
        foreach (var file in new[] { "Build.csproj", "Program.cs", "maestro.yaml" })
        {
            _sandbox.Write(file, File.ReadAllText(Path.Combine(Repository.Root, "samples", "cake-frosting", file)));
        }

        const string host = """<PackageReference Include="Cake.Frosting" Version="7.0.0" />""";
        var project = File.ReadAllText(Path.Combine(_sandbox.Folder, "Build.csproj"));
        Assert.Contains(host, project, StringComparison.Ordinal);
        _sandbox.Write("Build.csproj", project
            .Replace(host, $"""<ProjectReference Include="frosting/Cake.Frosting.csproj" /><Reference Include="Cake.Core" HintPath="{CakeFolder}/Cake.Core.dll" /><Compile Remove="frosting/**;host/**;packages/**" />""", StringComparison.Ordinal)
            .Replace("Version=\"0.1.0\"", $"Version=\"{Repository.Version("Maestro.Cake")}\"", StringComparison.Ordinal));
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("maestro/redis:7");

        var run = await _sandbox.RunAsync("env", $"DOCKER_HOST={docker.UnixHost}", "dotnet", "run", "--project", "Build.csproj", "--", "--target=Plan", "--tag=2");

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("pull maestro/quickstart-web:2", run.Output, StringComparison.Ordinal);
        Assert.Contains("a dry run, nothing was done", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_nothing_of_it_is_compiled()
    {
        _sandbox.Write("host/Program.cs", "System.Console.WriteLine(typeof(Maestro.Cake.MaestroSettings).Name);");
        _sandbox.Write("host/Host.csproj", Project("Exe", string.Empty));

        var run = await _sandbox.RunAsync("dotnet", "run", "--project", "host/Host.csproj");

        Assert.True(run.Exit == 0 && run.Output.Contains("MaestroSettings", StringComparison.Ordinal), run.ToString());
    }

    private static string Project(string kind, string reference) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{kind}</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="Cake.Core" HintPath="{CakeFolder}/Cake.Core.dll" />
            {(kind == "Exe" ? $"""<PackageReference Include="Maestro.Cake" Version="{Repository.Version("Maestro.Cake")}" />""" : string.Empty)}
            {reference}
          </ItemGroup>
        </Project>
        """;
}
