namespace Maestro.Packages.Tests;

/// <summary>Tasks of others in the same build, with an older YamlDotNet.</summary>
public sealed class OtherTasksTests : IDisposable
{
    private const string OtherYaml = "13.7.1";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Keep_their_YamlDotNet_and_we_keep_ours()
    {
        WriteTask();
        _sandbox.Write("maestro.yaml", Snippets.Good);
        _sandbox.Write("App.csproj", Snippets.Project("""
            <UsingTask TaskName="Others.ReadYaml" AssemblyFile="task/out/Others.dll" />
            <Target Name="Both">
              <Others.ReadYaml />
              <CallTarget Targets="MaestroValidate" />
              <Others.ReadYaml />
            </Target>
            <PropertyGroup><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup>
            """));
        var built = await _sandbox.RunAsync("dotnet", "build", "task/Others.csproj", "-o", "task/out", "-v:q");
        Assert.True(built.Exit == 0, built.ToString());

        var run = await _sandbox.RunAsync("dotnet", "build", "App.csproj", "-t:Both", "-tl:off", "-nr:false");

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Equal(2, run.Output.Split("the other task has YamlDotNet 13.0.0.0").Length - 1);
        Assert.Contains("validate demo:", run.Output, StringComparison.Ordinal);
    }

    private void WriteTask()
    {
        _sandbox.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="built" value="{Repository.PackagesFolder}" />
              </packageSources>
            </configuration>
            """);
        _sandbox.Write("task/Others.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.Build.Utilities.Core" Version="17.7.2" ExcludeAssets="runtime" />
                <PackageReference Include="YamlDotNet" Version="{OtherYaml}" />
              </ItemGroup>
            </Project>
            """);
        _sandbox.Write("task/ReadYaml.cs", """
            namespace Others;

            public sealed class ReadYaml : Microsoft.Build.Utilities.Task
            {
                public override bool Execute()
                {
                    var stream = new YamlDotNet.RepresentationModel.YamlStream();
                    stream.Load(new System.IO.StringReader("a: b"));
                    Log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, $"the other task has YamlDotNet {stream.GetType().Assembly.GetName().Version}");
                    return true;
                }
            }
            """);
    }
}
