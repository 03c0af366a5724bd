using System.Diagnostics;
using System.Globalization;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Benchmarks;

/// <summary><c>ssh [ROUNDS]</c>: forty calls at once to one engine behind an SSH server, by the docker command and through one tunnel. Brings up a real ship, so it needs root.</summary>
internal static class SshCommand
{
    public const string Name = "ssh";
    private const int Calls = 40;

    public static async Task RunAsync(int rounds)
    {
        await using var fleet = await RealFleet.StartAsync(1);
        var ship = new Ship
        {
            Name = "ship",
            Address = fleet.Ships[0].Address,
            Endpoint = new SshEndpoint(fleet.Ships[0].Address)
            {
                User = "root",
                Port = fleet.Ssh.Port,
                StatesPort = true,
                KeyFile = fleet.Ssh.Key,
                RemoteSocket = "/run/docker.sock",
                Options = new Dictionary<string, string> { ["UserKnownHostsFile"] = fleet.Ssh.KnownHosts, ["GlobalKnownHostsFile"] = "/dev/null" },
            },
        };
        var bin = Directory.CreateTempSubdirectory("maestro-benchmark-");
        try
        {
            WriteClient(bin.FullName, fleet.Ssh.Configuration);
            Console.WriteLine($"## {Calls} list calls at once to one engine through SSH ({rounds} rounds in turns; milliseconds)");
            for (var round = 0; round < rounds; round++)
            {
                Console.WriteLine($"docker -H ssh://: {await MeasureAsync(() => ByCommandsAsync(bin.FullName))}");
                Console.WriteLine($"one tunnel, login included: {await MeasureAsync(() => ThroughOneTunnelAsync(ship))}");
            }
        }
        finally
        {
            bin.Delete(recursive: true);
        }
    }

    /// <param name="calls">Makes the calls, and gives the number of those that failed.</param>
    private static async Task<string> MeasureAsync(Func<Task<int>> calls)
    {
        var watch = Stopwatch.StartNew();
        var failed = await calls();
        return string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:0} ms, {failed} of {Calls} failed");
    }

    private static async Task<int> ByCommandsAsync(string bin) => (await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => ListByCommandAsync(bin)))).Sum();

    private static async Task<int> ThroughOneTunnelAsync(Ship ship)
    {
        await using var client = new EngineConnector(TimeProvider.System).Connect(ship);
        var calls = Enumerable.Range(0, Calls).Select(_ => client.ListContainersAsync(CancellationToken.None)).ToList();
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (calls.Find(c => c.IsFaulted)?.Exception?.InnerException is { } failure)
        {
            Console.WriteLine(failure.Message);
        }

        return calls.Count(c => !c.IsCompletedSuccessfully);
    }

    // The docker command finds the client of SSH on the PATH, and that client knows the ship by the fleet's configuration.
    private static void WriteClient(string folder, string configuration)
    {
        var program = Path.Combine(folder, "ssh");
        File.WriteAllText(program, $"#!/bin/sh\nexec /usr/bin/ssh -F '{configuration}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private static async Task<int> ListByCommandAsync(string bin)
    {
        var start = new ProcessStartInfo("docker", ["-H", "ssh://ship1", "ps", "-a", "-q"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? 0 : 1;
    }
}
