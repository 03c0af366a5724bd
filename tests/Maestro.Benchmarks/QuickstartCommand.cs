using System.Diagnostics;

namespace Maestro.Benchmarks;

/// <summary><c>quickstart TOOL FOLDER [ROUNDS]</c>: a cold start of the quick start's environment by the docker command in a loop, by the installed tool and by a build, each a process from its beginning to its end.</summary>
internal static class QuickstartCommand
{
    public const string Name = "quickstart";

    private static readonly string[] Containers = ["redis-1", "web-1"];

    /// <param name="tool">The installed tool.</param>
    /// <param name="sample">The folder of the quick start, restored.</param>
    public static void Run(string tool, string sample, int rounds)
    {
        (tool, sample) = (Path.GetFullPath(tool), Path.GetFullPath(sample));
        var loop = Path.Combine(AppContext.BaseDirectory, "docker-run-loop.sh");
        var cold = new Contest("Cold start of samples/quickstart, processes included", rounds);
        cold.Add("docker run, in a loop", () => Run(sample, "bash", loop), Remove);
        cold.Add("an empty build, then that loop", () => Run(sample, "bash", "-c", $"dotnet build Quickstart.csproj --no-restore -t:_MaestroBeforePlay -v:quiet && bash '{loop}'"), Remove);
        cold.Add("maestro start", () => Run(sample, tool, "start"), Remove);
        cold.Add("dotnet build -t:MaestroStart", () => Run(sample, "dotnet", "build", "Quickstart.csproj", "--no-restore", "-t:MaestroStart", "-v:quiet"), Remove);
        Remove();
        cold.Hold();
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
