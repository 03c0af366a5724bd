using System.Diagnostics;

namespace Maestro.Benchmarks;

/// <summary><c>quickstart TOOL FOLDER [ROUNDS]</c>: a cold start of the quick start's environment by the docker command in a loop, by the installed tool and by builds, each from the beginning of its process to its end.</summary>
internal static class QuickstartCommand
{
    public const string Name = "quickstart";

    private static readonly string[] Containers = ["redis-1", "web-1"];

    // Each build in a process of its own, whatever the variables of whoever measures say; and in one that MSBuild keeps, apart from theirs.
    private static readonly string[] AloneVariables = ["DOTNET_CLI_USE_MSBUILD_SERVER=0", "MSBUILDDISABLENODEREUSE=1"];
    private static readonly string[] ServerVariables = ["-u", "MSBUILDDISABLENODEREUSE", "DOTNET_CLI_USE_MSBUILD_SERVER=1", $"MSBUILDNODEHANDSHAKESALT=maestro-{Environment.ProcessId}"];

    /// <param name="tool">The installed tool.</param>
    /// <param name="sample">The folder of the quick start, restored.</param>
    public static void Run(string tool, string sample, int rounds)
    {
        (tool, sample) = (Path.GetFullPath(tool), Path.GetFullPath(sample));
        var loop = Path.Combine(AppContext.BaseDirectory, "docker-run-loop.sh");
        void Build(string[] variables, string target)
            => Run(sample, "env", [.. variables, "dotnet", "build", "Quickstart.csproj", "--no-restore", $"-t:{target}", "-v:quiet"]);
        void Loop() => Run(sample, "bash", loop);
        void BuildThenLoop(string[] variables)
        {
            Build(variables, "_MaestroBeforePlay");
            Loop();
        }

        var cold = new Contest("Cold start of samples/quickstart, processes included", rounds);
        cold.Add("docker run, in a loop", Loop, Remove);
        cold.Add("an empty build, then that loop", () => BuildThenLoop(AloneVariables), Remove);
        cold.Add("maestro start", () => Run(sample, tool, "start"), Remove);
        cold.Add("dotnet build -t:MaestroStart", () => Build(AloneVariables, "MaestroStart"), Remove);
        cold.Add("an empty build in the MSBuild server, then that loop", () => BuildThenLoop(ServerVariables), Remove);
        cold.Add("dotnet build -t:MaestroStart in the MSBuild server", () => Build(ServerVariables, "MaestroStart"), Remove);
        try
        {
            Remove();
            for (var earlier = 0; earlier < 3; earlier++) // the builds before it, which it was kept from
            {
                Build(ServerVariables, "MaestroStart");
                Remove();
            }

            cold.Hold();
        }
        finally
        {
            Run(sample, "env", [.. ServerVariables, "dotnet", "build-server", "shutdown", "--msbuild"]);
        }
    }

    private static void Remove() => Run(Path.GetTempPath(), "docker", ["rm", "--force", "--volumes", .. Containers]);

    private static void Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && program != "docker")
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {output}{error.GetAwaiter().GetResult()}");
        }
    }
}
