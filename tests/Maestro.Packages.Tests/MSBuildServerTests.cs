using System.Diagnostics;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>Builds that MSBuild carries out in one process that it keeps (<c>DOTNET_CLI_USE_MSBUILD_SERVER</c>).</summary>
public sealed class MSBuildServerTests(ProjectWithPackage project) : IClassFixture<ProjectWithPackage>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => project.Sandbox.EndProcessesAsync();

    [Fact]
    public async Task A_build_in_the_process_of_the_last_one_has_variables_and_a_file_of_its_own()
    {
        await using var first = await FakeDocker.StartAsync();
        await using var second = await FakeDocker.StartAsync();

        var before = await StatusAsync(first, "one");
        var server = Assert.Single(Servers());
        var after = await StatusAsync(second, "two");

        Assert.Contains("one-1", before.Output, StringComparison.Ordinal);
        Assert.Contains("two-1", after.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("one-1", after.Output, StringComparison.Ordinal);
        Assert.NotEmpty(second.Requests);
        Assert.Equal(first.Requests.Count, second.Requests.Count);
        Assert.Equal(server, Assert.Single(Servers()));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_play_of_a_build_and_the_next_build_goes_on()
    {
        await using var engine = await RealEngine.ConnectAsync();
        var file = new LiveFile(engine);
        project.Sandbox.Write("maestro.yaml", file.Text(ready: false));

        var run = await RunAsync(
            async build =>
            {
                await file.UntilItRunsAsync(file.Db);
                Assert.Single(Servers());
                using var kill = Process.Start("kill", ["-INT", $"{build.Id}"]);
                await kill.WaitForExitAsync();
            },
            [.. Build, "-t:MaestroStart"]);
        project.Sandbox.Write("maestro.yaml", file.Text());
        var next = await RunAsync(_ => Task.CompletedTask, [.. Build, "-t:MaestroRestart"]);

        Assert.Equal(1, run.Exit);
        Assert.Contains("MAESTRO609", run.Output, StringComparison.Ordinal);
        Assert.True(next.Exit == 0, next.ToString());
        Assert.True(await file.IsRunningAsync(file.Web));
    }

    private static string[] Build => ["build", "App.csproj", "--no-restore", "-tl:off"];

    private async Task<ToolRun> StatusAsync(FakeDocker engine, string name)
    {
        project.Sandbox.Write("maestro.yaml", $$$"""
            name: demo
            ships:
              here: {docker_host: default}
            services:
              {{{name}}}:
                image: fleet/web:1
                instances: {"{{ env.NAME }}-1": {ship: here}}

            """);
        var run = await project.Sandbox.RunAsync("env", [.. Variables, $"DOCKER_HOST={engine.UnixHost}", $"NAME={name}", "dotnet", .. Build, "-t:MaestroStatus"]);
        Assert.True(run.Exit == 0, run.ToString());
        return run;
    }

    private Task<ToolRun> RunAsync(Func<Process, Task> meanwhile, params string[] arguments)
        => project.Sandbox.RunAsync(meanwhile, "env", [.. Variables, "dotnet", .. arguments]);

    private static string[] Variables => ["--unset=MSBUILDDISABLENODEREUSE", "DOTNET_CLI_USE_MSBUILD_SERVER=1"];

    private IEnumerable<string> Servers() => Directory.EnumerateDirectories("/proc").Where(IsServer);

    private bool IsServer(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains("/nodemode:8", StringComparison.OrdinalIgnoreCase)
                && File.ReadAllText($"{process}/environ").Contains(project.Sandbox.Folder, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // no process, or one that has ended since
        }
    }
}
