using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Ssh;

/// <summary>Tunnels that break in the middle of something.</summary>
public sealed class SshBrokenTests : FleetTest
{
    private readonly RunningProcesses _processes;

    public SshBrokenTests(FleetFixture fixture)
        : base(fixture) => _processes = new RunningProcesses(Folder);

    [FleetTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_play_goes_on_over_a_new_tunnel(bool here)
    {
        using var maestro = MaestroProcess.Start(_processes.Mark(), "-f", Write(), "start");
        await Eventually.IsTrueAsync(() => IsRunningAsync("app-1"), "the container waits for its sign");

        await BreakAsync(here);
        await (await Fleet.Ships[2].EngineAsync()).ExecAsync("app-1", "touch", "/go");

        Assert.True(await maestro.ExitCodeAsync() == 0, maestro.Output);
        Assert.Contains("1 started", maestro.Output, StringComparison.Ordinal);
    }

    [FleetFact]
    public async Task A_log_is_followed_over_a_new_tunnel()
    {
        var file = Write();
        using var start = MaestroProcess.Start(_processes.Mark(), "-f", file, "start");
        await Eventually.IsTrueAsync(() => IsRunningAsync("app-1"), "the container waits for its sign");
        using var maestro = MaestroProcess.Start(_processes.Mark(), "-f", file, "logs", "--follow", "app-1");
        await Eventually.IsTrueAsync(() => Task.FromResult(maestro.Output.Contains("waiting", StringComparison.Ordinal)), "the log is read");

        await BreakAsync(here: true);
        await (await Fleet.Ships[2].EngineAsync()).ExecAsync("app-1", "touch", "/go");

        await Eventually.IsTrueAsync(() => Task.FromResult(maestro.Output.Contains("ready", StringComparison.Ordinal)), "the log is read on");
        Assert.True(await start.ExitCodeAsync() == 0, start.Output);
        maestro.Interrupt();
        await maestro.ExitCodeAsync();
    }

    [FleetFact]
    public async Task A_stream_ends_with_the_reason_and_the_next_request_goes_through_a_new_tunnel()
    {
        await using var client = new DockerClient(Dialer(), TimeProvider.System);
        await using var events = await client.WatchContainersAsync(["start"], since: null, CancellationToken.None);
        var (next, reading) = Read(events);

        await using (await Fleet.Ships[2].FaultAsync("nossh"))
        {
            var failure = await Assert.ThrowsAsync<DockerConnectionException>(() => next.WaitAsync(FakeDocker.Patience));
            Assert.StartsWith($"The SSH tunnel to the Docker engine at ssh://root@{Fleet.Ships[2].Address}:2222 broke. ssh said:", failure.Message, StringComparison.Ordinal);

            var refused = await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));
            Assert.Equal(ConnectionProblem.Refused, refused.Problem);
        }

        await reading.DisposeAsync();
        await Eventually.IsTrueAsync(async () => await TryListAsync(client), "the next tunnel stands");
    }

    [FleetFact]
    public async Task A_machine_that_goes_silent_ends_what_waits_for_it()
    {
        await using var client = new DockerClient(Dialer(r => r with { IdleTimeout = TimeSpan.FromSeconds(3) }), TimeProvider.System);
        await using var events = await client.WatchContainersAsync(["start"], since: null, CancellationToken.None);
        var (next, reading) = Read(events);

        await using (await Fleet.Ships[2].FaultAsync("cut drop"))
        {
            var failure = await Assert.ThrowsAsync<DockerConnectionException>(() => next.WaitAsync(FakeDocker.Patience));
            Assert.Contains($"Timeout, server {Fleet.Ships[2].Address} not responding.", failure.Message, StringComparison.Ordinal);
        }

        await reading.DisposeAsync();
    }

    [FleetFact]
    public async Task A_connection_that_finds_no_engine_any_more_says_so()
    {
        await using var client = new DockerClient(Dialer(), TimeProvider.System);
        await client.ListContainersAsync(CancellationToken.None);

        await using (await Fleet.Ships[2].FaultAsync("kill"))
        {
            var failure = await Assert.ThrowsAsync<DockerConnectionException>(() => client.ListContainersAsync(CancellationToken.None));
            Assert.Equal(ConnectionProblem.SshForwardRefused, failure.Problem);
        }

        await client.ListContainersAsync(CancellationToken.None);
    }

    private static (Task<bool> Next, IAsyncEnumerator<ContainerEvent> Reading) Read(ContainerEventStream events)
    {
        var reading = events.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        return (reading.MoveNextAsync().AsTask(), reading);
    }

    private static async Task<bool> TryListAsync(DockerClient client)
    {
        try
        {
            await client.ListContainersAsync(CancellationToken.None);
            return true;
        }
        catch (DockerConnectionException)
        {
            return false;
        }
    }

    private SshDialer Dialer(Func<SshRoute, SshRoute>? change = null)
    {
        var route = new SshRoute(Fleet.Ships[2].Address, SshTarget.Port(RealShip.TcpPort))
        {
            User = "root",
            Port = Fleet.Ssh.Port,
            KeyFile = Fleet.Ssh.Key,
            Options = new Dictionary<string, string> { ["UserKnownHostsFile"] = Fleet.Ssh.KnownHosts },
        };
        route = change?.Invoke(route) ?? route;
        return new SshDialer(route, new SshOpener(route, new SshPlatform { Folder = _processes.Sockets }, new SshStarts(30, 8), TimeProvider.System), TimeProvider.System);
    }

    private async Task BreakAsync(bool here)
    {
        if (here)
        {
            foreach (var tunnel in _processes.Tunnels())
            {
                OtherProcess.Kill(tunnel);
            }
        }
        else
        {
            await (await Fleet.Ships[2].FaultAsync("nossh")).DisposeAsync();
        }
    }

    private async Task<bool> IsRunningAsync(string container)
        => ((System.Text.Json.Nodes.JsonArray)await (await Fleet.Ships[2].EngineAsync()).GetAsync("containers/json")).Any(c => (string)c!["Names"]![0]! == $"/{container}");

    private string Write() => Folder.Write("maestro.yaml", $$"""
        name: broken
        ships:
          ship3: {ip: {{Fleet.Ships[2].Address}}, {{Tunnel.To(Fleet, more: ", remote_socket: /run/docker.sock")}}}
        services:
          app:
            image: fleet/busybox
            init: true
            command: [sh, -c, 'echo waiting; while [ ! -e /go ]; do sleep 0.1; done; echo ready; exec sleep 1000']
            lifecycle: {running: [{type: log, match_regex: ready, max_wait: 60}] }
            instances: {app-1: {ship: ship3} }
        """);
}
