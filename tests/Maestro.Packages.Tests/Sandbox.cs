using System.Diagnostics;
using System.Text;

namespace Maestro.Packages.Tests;

/// <summary>A folder outside the repository with a feed of our packages and a package cache of its own, in which real tools run.</summary>
public sealed class Sandbox : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly bool _keepsProcesses;

    /// <param name="keepsProcesses">Whether MSBuild keeps the processes of a build for the next one, as it does by itself: end them by <see cref="EndProcessesAsync"/>.</param>
    public Sandbox(bool keepsProcesses = false)
    {
        _keepsProcesses = keepsProcesses;
        Folder = Directory.CreateTempSubdirectory("maestro-packages-").FullName;
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="built" value="{Repository.PackagesFolder}" />
              </packageSources>
            </configuration>
            """);
    }

    public string Folder { get; }

    public void Write(string name, string content)
    {
        var file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>Runs a program in the folder to its end.</summary>
    public Task<ToolRun> RunAsync(string program, params string[] arguments)
        => RunAsync(_ => Task.CompletedTask, program, arguments);

    /// <summary>Runs a program in the folder to its end, and does something to it meanwhile.</summary>
    public async Task<ToolRun> RunAsync(Func<Process, Task> meanwhile, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Surroundings())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await meanwhile(process);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took more than {Patience}.");
        }

        return new ToolRun(process.ExitCode, await output, await error);
    }

    /// <summary>Ends what MSBuild has kept.</summary>
    public Task EndProcessesAsync() => RunAsync("dotnet", "build-server", "shutdown", "--msbuild");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // What surrounds the test run (its own MSBuild, its package folders) is not for the tools of the user.
    private Dictionary<string, string?> Surroundings() => new()
    {
        ["GITHUB_ACTIONS"] = null,
        ["TF_BUILD"] = null,
        ["TEAMCITY_VERSION"] = null,
        ["GITLAB_CI"] = null,
        ["MSBUILDDISABLENODEREUSE"] = _keepsProcesses ? null : "1",
        ["MSBUILDNODEHANDSHAKESALT"] = Folder, // processes that MSBuild keeps are nobody else's
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["NO_COLOR"] = "1",
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "packages"),
        ["XDG_DATA_HOME"] = Path.Combine(Folder, "data"),
        ["DOTNET_CLI_HOME"] = Path.Combine(Folder, "home"), // where the SDK notes which tools are restored
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["MSBUILD_EXE_PATH"] = null,
        ["MSBUILDENSURESTDOUTFORTASKPROCESSES"] = null,
        ["MSBuildSDKsPath"] = null,
        ["MSBuildExtensionsPath"] = null,
    };
}

/// <summary>How a program ended, and what it said.</summary>
public sealed record ToolRun(int Exit, string Output, string Error)
{
    public override string ToString() => new StringBuilder().AppendLine($"exit {Exit}").AppendLine(Output).Append(Error).ToString();
}
