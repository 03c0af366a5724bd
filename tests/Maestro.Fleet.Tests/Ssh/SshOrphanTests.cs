using System.Diagnostics;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Ssh;

/// <summary>What is left of a run when it is over, however it ends: nothing.</summary>
public sealed class SshOrphanTests : FleetTest
{
    private const string Never = "{type: log, match_regex: never, max_wait: 600}";

    private readonly RunningProcesses _processes;

    public SshOrphanTests(FleetFixture fixture)
        : base(fixture) => _processes = new RunningProcesses(Folder);

    [FleetFact]
    public async Task Nothing_is_left_of_a_run_that_succeeds()
    {
        await SucceedsAsync(_processes.Mark(), "-f", Write(Ways.Direct), "start");

        Assert.Empty(_processes.Find());
        Assert.Empty(Directory.GetFileSystemEntries(_processes.Sockets));
    }

    [FleetFact]
    public async Task Nothing_is_left_of_a_run_that_fails()
    {
        var (exitCode, _) = await MaestroProcess.RunAsync(_processes.Mark(), "-f", Write(Ways.Direct, "{type: log, match_regex: never, max_wait: 1}"), "start");

        Assert.NotEqual(0, exitCode);
        Assert.Empty(_processes.Find());
        Assert.Empty(Directory.GetFileSystemEntries(_processes.Sockets));
    }

    [FleetFact]
    public async Task Ctrl_C_ends_the_play_in_order_over_its_tunnels_and_then_them()
    {
        using var maestro = MaestroProcess.Start(_processes.Mark(), "-f", Write(Ways.Direct, Never), "start");
        await RunsAsync(tunnels: 3);

        // A terminal sends it to all that it has in the foreground.
        foreach (var process in _processes.Find().Keys)
        {
            using var kill = Process.Start("kill", ["-INT", $"{process}"]);
            await kill.WaitForExitAsync();
        }

        Assert.True(await maestro.ExitCodeAsync() == 130, maestro.Output);
        Assert.DoesNotContain("tunnel", maestro.Output, StringComparison.Ordinal);
        await _processes.AreGoneAsync();
    }

    public static TheoryData<string> AllWays => [nameof(Ways.Direct), nameof(Ways.Jump), nameof(Ways.ProxyCommand)];

    [FleetTheory]
    [MemberData(nameof(AllWays))]
    public async Task Nothing_is_left_of_a_run_that_is_killed(string way)
    {
        var variables = _processes.Mark(Tunnel.Configured(Fleet, Folder));
        using var maestro = MaestroProcess.Start(variables, "-f", Write(Enum.Parse<Ways>(way), Never), "start");
        await RunsAsync(tunnels: 3);

        maestro.Kill();

        await _processes.AreGoneAsync();
    }

    [FleetFact]
    public async Task Nothing_is_left_of_a_run_that_is_killed_while_it_logs_in()
    {
        await using var frozen = await Fleet.Ships[0].FaultAsync("freeze all");
        using var maestro = MaestroProcess.Start(_processes.Mark(), "-f", Write(Ways.Direct), "start");
        await Eventually.IsTrueAsync(() => Task.FromResult(_processes.Tunnels().Count > 0), "it logs in");

        maestro.Kill();

        await _processes.AreGoneAsync();
    }

    [FleetFact]
    public async Task The_next_run_sweeps_the_folder_of_one_that_was_killed_with_all_its_guards()
    {
        using var maestro = MaestroProcess.Start(_processes.Mark(), "-f", Write(Ways.Direct, Never), "start");
        await RunsAsync(tunnels: 3);
        var all = _processes.Find().Keys.ToList();
        all.ForEach(p => Signal("STOP", p));
        all.ForEach(p => Signal("KILL", p));
        await Eventually.IsTrueAsync(() => Task.FromResult(_processes.Find().Count == 0), "all are dead");
        Assert.NotEmpty(Directory.GetFileSystemEntries(_processes.Sockets));

        await SucceedsAsync(_processes.Mark(), "-f", Write(Ways.Direct), "status");

        Assert.Empty(Directory.GetFileSystemEntries(_processes.Sockets));
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        kill.WaitForExit();
    }

    private async Task RunsAsync(int tunnels)
    {
        await Eventually.IsTrueAsync(async () =>
        {
            foreach (var ship in Fleet.Ships)
            {
                if (((System.Text.Json.Nodes.JsonArray)await (await ship.EngineAsync()).GetAsync("containers/json")).Count == 0)
                {
                    return false;
                }
            }

            return true;
        }, "the containers run");
        Assert.Equal(tunnels, _processes.Tunnels().Count);
    }

    private string Write(Ways way, string check = "{type: sleep, wait: 0}") => Folder.Write("maestro.yaml", $$"""
        name: orphans
        ships:
        {{string.Concat(Fleet.Ships.Select(s => $"  {s.Name}: {{ip: {s.Address}, endpoint: {(way == Ways.Direct ? s.Address : s.Name)}, {Way(way, s)}}}\n"))}}
        services:
          app:
            image: fleet/sleep
            lifecycle: {running: [{{check}}] }
            instances: { {{string.Join(", ", Fleet.Ships.Select(s => $"app-{s.Name}: {{ship: {s.Name}}}"))}} }
        """);

    private string Way(Ways way, RealShip ship) => way switch
    {
        Ways.Jump => Tunnel.To(Fleet, more: $", remote_socket: /run/docker.sock, jump: {Fleet.Ships.First(s => s != ship).Name}"),
        Ways.ProxyCommand => Tunnel.To(Fleet, more: ", remote_socket: /run/docker.sock", options: $", ProxyCommand: \"sh -c 'sleep 1000 & ssh -W {ship.Address}:{Fleet.Ssh.Port} {Fleet.Ships.First(s => s != ship).Name}'\""),
        _ => Tunnel.To(Fleet, more: ", remote_socket: /run/docker.sock"),
    };

    private enum Ways
    {
        Direct,
        Jump,
        ProxyCommand,
    }
}
