using Maestro.Testing;

namespace Maestro.Fleet.Tests.Diagnosis;

/// <summary>Engines that freeze, and links that break silently, in the middle of something.</summary>
public sealed class FrozenTests(FleetFixture fixture) : FleetTest(fixture)
{
    private static readonly Dictionary<string, string?> NoVariables = [];

    // Over a connection that stands already, packets that vanish look like an engine that hangs.
    public static TheoryData<string, string> FaultsAndCodes => new()
    {
        { "freeze", "MAESTRO519" },
        { "cut drop", "MAESTRO5(02|19)" },
    };

    [FleetTheory]
    [MemberData(nameof(FaultsAndCodes))]
    public async Task Ends_a_play_that_waits_for_a_stop(string fault, string code)
    {
        var file = Write("image: fleet/busybox, stop_timeout: 100, command: [sh, -c, \"trap 'touch /asked' TERM; while :; do sleep 1; done\"]");
        await SucceedsAsync(NoVariables, "-f", file, "start");

        using var maestro = MaestroProcess.Start("-f", file, "stop", "-a");
        await Eventually.IsTrueAsync(async () => await (await Fleet.Ships[2].EngineAsync()).ExecAsync("app-1", "test", "-e", "/asked") == 0, "the container was asked to stop");

        await EndsAsync(maestro, fault, code);
    }

    [FleetTheory]
    [MemberData(nameof(FaultsAndCodes))]
    public async Task Ends_a_command_in_a_container(string fault, string code)
    {
        var file = Write("image: fleet/sleep");
        await SucceedsAsync(NoVariables, "-f", file, "start");

        using var maestro = MaestroProcess.Start("-f", file, "exec", "app-1", "--", "sh", "-c", "echo begun; sleep 1000");
        await Eventually.IsTrueAsync(() => Task.FromResult(maestro.Output.Contains("begun", StringComparison.Ordinal)), "the command runs");

        await EndsAsync(maestro, fault, code);
    }

    private async Task EndsAsync(MaestroProcess maestro, string fault, string code)
    {
        await using (await Fleet.Ships[2].FaultAsync(fault))
        {
            Assert.NotEqual(0, await maestro.ExitCodeAsync());
        }

        Assert.Matches($"error {code}: Ship ship3: ", maestro.Output);
    }

    private string Write(string fields) => Folder.Write("maestro.yaml", $$"""
        name: frozen
        ships:
          ship3: {ip: {{Fleet.Ships[2].Address}}, timeout: {connect: 2, idle: 2} }
        services:
          app: { {{fields}}, instances: {app-1: {ship: ship3} } }
        """);
}
