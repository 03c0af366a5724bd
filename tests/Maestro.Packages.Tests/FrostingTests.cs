using System.Reflection;

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
        _sandbox.Write("frosting/FrostingTask.cs", """
            using Cake.Core;

            namespace Cake.Frosting;

            public interface IFrostingTask { }

            public abstract class FrostingTask<T> : IFrostingTask where T : ICakeContext
            {
                public virtual void Run(T context) { }
                public virtual bool ShouldRun(T context) => true;
                public virtual void OnError(System.Exception exception, T context) { }
                public virtual void Finally(T context) { }
            }
            """);
        _sandbox.Write("host/Program.cs", """
            using System;
            using Cake.Core;
            using Cake.Core.Configuration;
            using Cake.Core.Diagnostics;
            using Cake.Core.IO;
            using Cake.Core.Tooling;
            using Maestro.Cake;
            using Maestro.Cake.Frosting;

            var check = new Check();
            check.Run(new BuildContext());
            Console.WriteLine($"{check.Result.Environment} is {check.Result.Verdict}");

            public sealed class Check : MaestroValidateTask<BuildContext>
            {
                protected override FilePath GetFile(BuildContext context) => "maestro.yaml";

                protected override MaestroSettings GetSettings(BuildContext context) => new MaestroSettings().SetVariable("stage", "test");
            }

            public sealed class Plain : MaestroStartTask;

            public sealed class BuildContext : ICakeContext
            {
                public ICakeEnvironment Environment { get; } = new CakeEnvironment(new CakePlatform(), new CakeRuntime());
                public ICakeLog Log { get; } = new NullLog();
                public IFileSystem FileSystem => null!;
                public IGlobber Globber => null!;
                public ICakeArguments Arguments => null!;
                public IProcessRunner ProcessRunner => null!;
                public IRegistry Registry => null!;
                public IToolLocator Tools => null!;
                public ICakeDataResolver Data => null!;
                public ICakeConfiguration Configuration => null!;
            }
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
