using System.Diagnostics;

namespace Maestro.Packages.Tests;

/// <summary>Two projects with tests in a solution, which share the environment beside it; built once for all tests of a class.</summary>
/// <remarks>Each has one test, which opens a connection to <c>web</c> and then does as variables say: <c>FAIL</c> fails, <c>HANG</c> writes that file and waits for the end. <c>IMAGE</c> is an image that the build makes for both services, and <c>IMAGE_NAME</c> its name.</remarks>
public abstract class ProjectsWithTests : IAsyncLifetime
{
    private const string Test = """
        using Maestro.Guest;
        using Xunit;

        public class ShopTests
        {
            [Fact]
            public async Task The_shop_is_open()
            {
                var web = MaestroGuest.Current.GetEndpoints("web", "http")[0];
                using var client = new System.Net.Sockets.TcpClient(web.Host, web.Port);
                if (Environment.GetEnvironmentVariable("HANG") is { } file) { File.WriteAllText(file, ""); await Task.Delay(TimeSpan.FromMinutes(3)); }
                Assert.Null(Environment.GetEnvironmentVariable("FAIL"));
                Assert.Equal(Environment.GetEnvironmentVariable("EXPECT_MINE"), Environment.GetEnvironmentVariable("MINE"));
            }
        }
        """;

    public Sandbox Sandbox { get; } = new(keepsProcesses: true);

    /// <summary>What the projects have in common, as children of <c>Project</c>.</summary>
    protected abstract string Properties { get; }

    /// <summary>What the first of the projects is built for; the other one is built for .NET 10 alone.</summary>
    protected virtual string Frameworks => "net10.0";

    /// <summary>Which program runs tests.</summary>
    protected virtual string GlobalJson => "{}";

    public async Task InitializeAsync()
    {
        Sandbox.Write("global.json", GlobalJson);
        Sandbox.Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="built" value="{Repository.PackagesFolder}" /></packageSources>
            </configuration>
            """);
        Sandbox.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <ImplicitUsings>enable</ImplicitUsings>
                <MaestroAroundTests>true</MaestroAroundTests>
              </PropertyGroup>
              <ItemGroup>
                <MaestroEnvironment Include="$(MSBuildThisFileDirectory)maestro.yaml" />
                <MaestroImage Include="$(IMAGE)" Condition="'$(IMAGE)' != ''" Service="web;db" Image="$(IMAGE_NAME)" />
                <PackageReference Include="Maestro.Guest" Version="{Repository.Version("Maestro.Guest")}" />
              </ItemGroup>
              {Properties}
            </Project>
            """);
        Sandbox.Write("Directory.Build.targets", Snippets.NoImports);
        Sandbox.Write("Shop.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Two/Two.csproj" /></Solution>""");
        foreach (var (project, frameworks) in new[] { ("One", $"<TargetFrameworks>{Frameworks}</TargetFrameworks>"), ("Two", "<TargetFramework>net10.0</TargetFramework>") })
        {
            Sandbox.Write($"{project}/{project}.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{frameworks}</PropertyGroup></Project>""");
            Sandbox.Write($"{project}/Tests.cs", Test);
        }

        Sandbox.Write("maestro.yaml", Snippets.Good); // its ship is dead: building touches none
        var build = await Sandbox.RunAsync("dotnet", "build", "Shop.slnx", "-tl:off");
        Assert.True(build.Exit == 0, build.ToString());
        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        await Sandbox.EndProcessesAsync();
        Sandbox.Dispose();
    }

    /// <summary>Runs a program on what was built.</summary>
    /// <param name="environment">The text of the environment file.</param>
    /// <param name="line">Variables as <c>NAME=VALUE</c>, then the program and its arguments.</param>
    public Task<ToolRun> RunAsync(string environment, params string[] line) => RunAsync(environment, _ => Task.CompletedTask, line);

    /// <summary>Runs a program as a terminal does, in a process group of its own, and does something to it meanwhile.</summary>
    public Task<ToolRun> RunAsync(string environment, Func<Process, Task> meanwhile, params string[] line)
    {
        Sandbox.Write("maestro.yaml", environment);
        return Sandbox.RunAsync(meanwhile, "setsid", ["env", .. line]);
    }

    /// <summary>A variable that lets the test hang, and something to wait for it.</summary>
    public (string Variable, Func<Process, Task> Hangs) Hang()
    {
        var file = Path.Combine(Sandbox.Folder, $"hanging-{Guid.NewGuid():N}");
        return ($"HANG={file}", process => HangsAsync(process, file));
    }

    /// <summary>Sends a signal to a program and all that it has started.</summary>
    public static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", $"-{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private static async Task HangsAsync(Process process, string file)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!File.Exists(file) && !process.HasExited)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
