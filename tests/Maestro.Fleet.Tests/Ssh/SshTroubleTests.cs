using System.Net.Sockets;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Ssh;

/// <summary>What may be wrong with the way through SSH to a ship, each provoked for real, and told with a code of its own.</summary>
public sealed class SshTroubleTests(FleetFixture fixture) : FleetTest(fixture)
{
    public static TheoryData<string> Names => [.. SshTrouble.All.Select(t => t.Name)];

    [FleetTheory]
    [MemberData(nameof(Names))]
    public async Task Is_told_with_what_to_do(string name)
    {
        var trouble = SshTrouble.All.Single(t => t.Name == name);
        await using var fault = trouble.Fault is { } what ? await Fleet.Ships[2].FaultAsync(what) : null;
        var file = Write(trouble.Fields(Fleet, Folder));

        var (exitCode, output) = await MaestroProcess.RunAsync(trouble.Variables(Fleet, Folder), "-f", file, "status");

        Assert.NotEqual(0, exitCode);
        Assert.True(output.Contains($"error {trouble.Code}: Ship ship3: ", StringComparison.Ordinal), output);
        Assert.True(output.Contains(trouble.Words, StringComparison.Ordinal), output);
    }

    [FleetFact]
    public async Task A_server_at_its_limits_is_tried_for_a_while_and_then_told()
    {
        await using var fault = await Fleet.Ships[2].FaultAsync("sshlimit 1");
        using var before = new TcpClient();
        await before.ConnectAsync(Fleet.Ships[2].Address, Fleet.Ssh.Port);
        Assert.NotEqual(0, await before.GetStream().ReadAsync(new byte[100]));

        var (exitCode, output) = await MaestroProcess.RunAsync(new Dictionary<string, string?>(), "-f", Write(Tunnel.To(Fleet), "3"), "status");

        Assert.NotEqual(0, exitCode);
        Assert.True(output.Contains("error MAESTRO526: Ship ship3: ", StringComparison.Ordinal), output);
        Assert.True(output.Contains("It was tried 10 times. ssh said:", StringComparison.Ordinal), output);
    }

    [FleetFact]
    public async Task An_engine_that_is_at_its_usual_socket_only_is_found_there_and_that_is_said()
    {
        // Its relay is what listens on the port.
        await using var fault = await Fleet.Ships[2].FaultAsync("norelay");

        var output = await SucceedsAsync(new Dictionary<string, string?>(), "-f", Write(Tunnel.To(Fleet)), "status");

        Assert.Contains("warning MAESTRO527: Ship ship3: nothing listens on port 2375 there, so the engine is reached by its usual socket; say so with 'remote_socket: /var/run/docker.sock'", output, StringComparison.Ordinal);
    }

    private string Write(string fields, string timeout = "{connect: 3, total: 5}") => Folder.Write("maestro.yaml", $$"""
        name: trouble
        ships:
          ship3: {ip: {{Fleet.Ships[2].Address}}, ssh_timeout: {{timeout}}, {{fields}}}
        services:
          app: {image: fleet/sleep, instances: {app-1: {ship: ship3} } }
        """);
}
