using System.Text.RegularExpressions;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>A test project as <c>docs/testing.md</c> shows it, which starts its environment in code with the packed engine.</summary>
public sealed partial class TestsInCodeTests : IAsyncLifetime, IDisposable
{
    private readonly Sandbox _sandbox = new();
    private RealEngine _engine = null!;
    private string _name = null!;

    public async Task InitializeAsync()
    {
        _engine = await RealEngine.ConnectAsync();
        _name = _engine.NewName("shop");
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task The_examples_of_the_page_run_as_they_stand()
    {
        WriteProject();

        var run = await _sandbox.RunAsync("dotnet", "test", "Shop.csproj", "--nologo", "-nr:false", "-tl:off");

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("Passed:     3", run.Output, StringComparison.Ordinal);
        Assert.Empty((await _engine.GetAsync($"containers/json?all=1&filters={Uri.EscapeDataString($$"""{"label":["maestro.environment={{_name}}"]}""")}")).AsArray());
        Assert.True(File.Exists(Path.Combine(_sandbox.Folder, "bin", "Debug", "net10.0", "artifacts", "endpoints.json")), run.ToString());
    }

    private void WriteProject()
    {
        var examples = CSharp().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "testing.md"))).Select(m => m.Groups["code"].Value).ToList();
        string With(string text) => Assert.Single(examples, e => e.Contains(text, StringComparison.Ordinal));
        _sandbox.Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="built" value="{Repository.PackagesFolder}" /></packageSources>
            </configuration>
            """);
        _sandbox.Write("maestro.yaml", Environment());
        _sandbox.Write("Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Maestro.Engine" Version="{Repository.Version("Maestro.Engine")}" />
                <PackageReference Include="Maestro.Guest" Version="{Repository.Version("Maestro.Guest")}" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
              </ItemGroup>
            </Project>
            """);
        _sandbox.Write("Tests.cs", $$"""
            using Maestro.Engine;
            using Maestro.Engine.Model;
            using Maestro.Engine.Planning;
            using Maestro.Guest;
            using Xunit;

            {{With("class ShopTests")}}

            public sealed class OtherTests
            {
                [Fact]
                public async Task In_one_line()
                {
                    {{Assert.Single(examples, e => e.Trim() == "await using var env = await MaestroTestEnvironment.StartAsync(\"maestro.yaml\");")}}
                    Assert.Equal(2, env.Endpoints.Count);
                }

                [Fact]
                public async Task With_options()
                {
                    {{With("TestEnvironmentOptions")}}
                    Assert.Equal("db/db-1/sql", database.Identity);
                    Assert.Single(guest.GetEndpoints("web", "http"));
                }

                private static Uri Handed()
                {
                    {{With("MaestroGuest.Current")}}
                    return web;
                }
            }
            """);
    }

    // A page on one line, again and again.
    private string Environment() => $$$"""
        name: {{{_name}}}
        ships:
          local: {ip: 127.0.0.1, docker_host: "{{{_engine.Host}}}"}
        services:
          db:
            image: {{{RealEngine.Busybox}}}
            command: [sh, -c, "trap 'exit 0' TERM; nc -ll -p 5432 -e cat & wait"]
            instances:
              db-1: {ship: local, ports: {sql: 5432}, lifecycle: {running: [{type: tcp, port: sql, max_wait: 60}]}}
          web:
            image: {{{RealEngine.Busybox}}}
            requires: [db]
            command: [sh, -c, "trap 'exit 0' TERM; nc -ll -p 80 -e sh -c 'read line; printf \"HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\nConnection: close\\r\\n\\r\\nhello\"' & wait"]
            instances:
              web-1: {ship: local, ports: {http: 80}, lifecycle: {running: [{type: http, port: http, max_wait: 60}]}}

        """;

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
