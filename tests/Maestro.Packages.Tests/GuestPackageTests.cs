namespace Maestro.Packages.Tests;

/// <summary>Programs as users write them, with the packed Maestro.Guest.</summary>
public sealed class GuestPackageTests : IDisposable
{
    private static readonly (string Name, string Value)[] Variables =
    [
        ("MAESTRO_ENVIRONMENT_NAME", "demo"),
        ("SERVICE_NAME", "web"),
        ("CONTAINER_NAME", "web-1"),
        ("CONTAINER_HOST_ADDRESS", "10.0.0.2"),
        ("REDIS_INSTANCES", "redis-1,redis-2"),
        ("REDIS_REDIS_1_HOST", "10.0.0.2"),
        ("REDIS_REDIS_1_REDIS_PORT", "6379"),
        ("REDIS_REDIS_2_HOST", "10.0.0.3"),
        ("REDIS_REDIS_2_REDIS_PORT", "6380"),
    ];

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task The_sample_finds_in_its_configuration_what_Maestro_has_set()
    {
        CopySample();
        var built = await _sandbox.RunAsync("dotnet", "build", "-o", "out", "-p:PublishAot=false");
        Assert.True(built.Exit == 0, built.ToString());
        string[] program = ["dotnet", Path.Combine(_sandbox.Folder, "out", "GuestConfiguration.dll")];

        var outside = await _sandbox.RunAsync(program[0], program[1]);
        var inside = await _sandbox.RunAsync("env", [.. Variables.Select(v => $"{v.Name}={v.Value}"), .. program]);

        Assert.Equal(["environment: none", "container:   none", "redis:       localhost:6379"], Lines(outside));
        Assert.Equal(
            [
                "environment: demo",
                "container:   web-1",
                "redis:       10.0.0.2:6379,10.0.0.3:6380",
                "redis-1 at 10.0.0.2, port 6379",
                "redis-2 at 10.0.0.3, port 6380",
            ],
            Lines(inside));
    }

    [Fact]
    public async Task The_library_can_be_trimmed_without_a_warning()
    {
        _sandbox.Write("nuget.config", NugetConfig());
        _sandbox.Write("Trimmed.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <PublishTrimmed>true</PublishTrimmed>
                <TrimMode>full</TrimMode>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Maestro.Guest" Version="{Repository.Version("Maestro.Guest")}" />
                <TrimmerRootAssembly Include="Maestro.Guest" />
              </ItemGroup>
            </Project>
            """);
        _sandbox.Write("Program.cs", """
            var guest = Maestro.Guest.MaestroGuest.Current;
            System.Console.WriteLine(string.Join(' ', guest.GetEndpoints("redis", "redis")));
            """);

        var published = await _sandbox.RunAsync("dotnet", "publish", "--use-current-runtime", "--self-contained", "-o", "out");
        Assert.True(published.Exit == 0, published.ToString());
        Assert.DoesNotContain("warning", published.Output, StringComparison.Ordinal);
        var ran = await _sandbox.RunAsync("env", [.. Variables.Select(v => $"{v.Name}={v.Value}"), Path.Combine(_sandbox.Folder, "out", "Trimmed")]);

        Assert.Equal(["10.0.0.2:6379 10.0.0.3:6380"], Lines(ran));
    }

    private static string[] Lines(ToolRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Besides our packages, which come from the folder, these programs use some of .NET's own.
    private static string NugetConfig() => $"""
        <configuration>
          <packageSources>
            <add key="built" value="{Repository.PackagesFolder}" />
          </packageSources>
        </configuration>
        """;

    private void CopySample()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "samples", "guest-configuration")))
        {
            _sandbox.Write(Path.GetFileName(file), File.ReadAllText(file));
        }

        _sandbox.Write("nuget.config", NugetConfig());
    }
}
