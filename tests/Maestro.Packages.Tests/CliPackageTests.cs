using System.IO.Compression;

namespace Maestro.Packages.Tests;

public sealed class CliPackageTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task The_tool_installs_and_runs()
    {
        var installed = await _sandbox.RunAsync(
            "dotnet", "tool", "install", "Maestro.Cli", "--tool-path", "bin", "--version", Repository.Version("Maestro.Cli"));
        Assert.True(installed.Exit == 0, installed.ToString());
        _sandbox.Write("maestro.yaml", Snippets.Good);
        _sandbox.Write("wrong.yaml", Snippets.UnknownShip);
        var maestro = Path.Combine(_sandbox.Folder, "bin", "maestro");

        var good = await _sandbox.RunAsync(maestro, "validate");
        var wrong = await _sandbox.RunAsync(maestro, "validate", "-f", "wrong.yaml");
        var unreachable = await _sandbox.RunAsync(maestro, "start");
        var version = await _sandbox.RunAsync(maestro, "--version");

        Assert.True(good.Exit == 0, good.ToString());
        Assert.Equal(3, wrong.Exit);
        Assert.StartsWith(Snippets.Mistake.Replace("maestro.yaml", "wrong.yaml", StringComparison.Ordinal), wrong.Error, StringComparison.Ordinal);
        Assert.Equal(5, unreachable.Exit);
        Assert.Equal($"maestro {Repository.Version("Maestro.Cli")}", version.Output.Trim());
    }

    [Fact]
    public async Task As_a_tool_of_a_repository_it_is_restored_and_runs()
    {
        _sandbox.Write(".config/dotnet-tools.json", $$"""
            {"version": 1, "isRoot": true, "tools": {"maestro.cli": {"version": "{{Repository.Version("Maestro.Cli")}}", "commands": ["maestro"] } } }
            """);
        _sandbox.Write("maestro.yaml", Snippets.Good);

        var restored = await _sandbox.RunAsync("dotnet", "tool", "restore");
        var run = await _sandbox.RunAsync("dotnet", "maestro", "validate");

        Assert.True(restored.Exit == 0, restored.ToString());
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("1 valid in ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_for_all_other_platforms_does_the_same()
    {
        ZipFile.ExtractToDirectory(Repository.Package("Maestro.Cli.any").FullName, Path.Combine(_sandbox.Folder, "tool"));
        _sandbox.Write("maestro.yaml", Snippets.Good);

        var run = await _sandbox.RunAsync("dotnet", "tool/tools/net10.0/any/maestro.dll", "validate");

        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("1 valid in ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_init_writes_lets_a_project_and_a_solution_play()
    {
        var installed = await _sandbox.RunAsync("dotnet", "tool", "install", "Maestro.Cli", "--tool-path", "bin", "--version", Repository.Version("Maestro.Cli"));
        Assert.True(installed.Exit == 0, installed.ToString());
        _sandbox.Write("app/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        _sandbox.Write("All.slnx", "<Solution><Project Path=\"app/App.csproj\" /></Solution>");

        var written = await _sandbox.RunAsync(Path.Combine(_sandbox.Folder, "bin", "maestro"), "init", "--msbuild", "app/App.csproj", "--solution");
        Assert.True(written.Exit == 0, written.ToString());
        var project = await _sandbox.RunAsync("dotnet", "build", "app", "-t:MaestroValidate", "-tl:off");
        var solution = await _sandbox.RunAsync("dotnet", "build", "All.slnx", "-t:MaestroValidate", "-tl:off");

        Assert.True(project.Exit == 0, project.ToString());
        Assert.Contains(": 1 valid in ", project.Output, StringComparison.Ordinal);
        Assert.True(solution.Exit == 0, solution.ToString());
        Assert.Equal(2, solution.Output.Split(": 1 valid in ").Length); // once, however many projects there are
    }
}
