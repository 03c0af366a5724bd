using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Ssh;

/// <summary>Many tunnels at once, and what they cost.</summary>
public sealed class SshCrowdTests : FleetTest
{
    private const int Ships = 12;

    private readonly RunningProcesses _processes;

    public SshCrowdTests(FleetFixture fixture)
        : base(fixture) => _processes = new RunningProcesses(Folder);

    [FleetFact]
    public async Task Many_ships_behind_a_server_that_lets_two_in_at_a_time_are_all_reached()
    {
        await using var limit = await Fleet.Ships[2].FaultAsync("sshlimit 2");

        Assert.Contains($"{Ships} down", await SucceedsAsync(_processes.Mark(), "-f", Write(), "status"), StringComparison.Ordinal);
    }

    [FleetFact]
    public async Task Several_runs_at_once_at_such_a_server_all_succeed()
    {
        await using var limit = await Fleet.Ships[2].FaultAsync("sshlimit 2");
        var file = Write(ships: 3);

        var outputs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SucceedsAsync(_processes.Mark(), "-f", file, "status")));

        Assert.All(outputs, o => Assert.Contains("3 down", o, StringComparison.Ordinal));
    }

    [FleetFact]
    public async Task A_hundred_calls_at_once_take_one_client_and_one_login()
    {
        await using var client = new DockerClient(Dialer(new SshPlatform { Folder = _processes.Sockets }), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.ListContainersAsync(CancellationToken.None)));

        Assert.Single(Directory.GetDirectories(_processes.Sockets));
    }

    [FleetFact]
    public async Task A_client_that_forwards_from_ports_only_does_as_well()
    {
        await using var client = new DockerClient(Dialer(new SshPlatform { Folder = _processes.Sockets, ForwardsSockets = false }), TimeProvider.System);

        Assert.Empty(await client.ListContainersAsync(CancellationToken.None));
    }

    [FleetFact]
    public async Task A_forward_of_the_user_s_own_that_cannot_be_set_up_does_not_matter()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var forward = $"{((System.Net.IPEndPoint)taken.LocalEndpoint).Port} 127.0.0.1:1";
        await using var client = new DockerClient(Dialer(new SshPlatform { Folder = _processes.Sockets }, ("LocalForward", forward)), TimeProvider.System);

        Assert.Empty(await client.ListContainersAsync(CancellationToken.None));
    }

    private SshDialer Dialer(SshPlatform platform, params (string Name, string Value)[] options)
    {
        var route = new SshRoute(Fleet.Ships[2].Address, SshTarget.Socket(Fleet.Ships[2].RemoteSocket))
        {
            User = "ops",
            Port = Fleet.Ssh.Port,
            KeyFile = Fleet.Ssh.Key,
            Options = options.Append(("UserKnownHostsFile", Fleet.Ssh.KnownHosts)).ToDictionary(o => o.Item1, o => o.Item2),
        };
        return new SshDialer(route, new SshOpener(route, platform, new SshStarts(30, 8), TimeProvider.System), TimeProvider.System);
    }

    private string Write(int ships = Ships) => Folder.Write("maestro.yaml", $$"""
        name: crowd
        ships:
        {{string.Concat(Enumerable.Range(1, ships).Select(n => $"  same{n}: {{ip: {Fleet.Ships[2].Address}, {Tunnel.To(Fleet)}}}\n"))}}
        services:
          app:
            image: fleet/sleep
            instances: { {{string.Join(", ", Enumerable.Range(1, ships).Select(n => $"app-{n}: {{ship: same{n}}}"))}} }
        """);
}
