using Maestro.Testing;

namespace Maestro.Fleet.Tests.Diagnosis;

/// <summary>Engines that freeze, and links that break silently, in the middle of something.</summary>
public sealed class FrozenTests(FleetFixture fixture) : FleetTest(fixture)
{
    private static readonly Dictionary<string, string?> NoVariables = [];

    public static TheoryData<string, string> FaultsAndCodes => new()
    {
        { "freeze", "MAESTRO519" },
        { "cut drop", "MAESTRO502" },
    };

    [FleetTheory]
    [MemberData(nameof(FaultsAndCodes))]
    public async Task Ends_a_play_that_waits_for_a_stop(string fault, string code)
    {
        var file = Write("image: fleet/deaf, stop_timeout: 100");
        await SucceedsAsync(NoVariables, "-f", file, "start");

        using var maestro = MaestroProcess.Start("-f", file, "stop", "-a");
        await StepAsync(maestro, "stopping");

        await EndsAsync(maestro, fault, code);
    }

    [FleetTheory]
    [MemberData(nameof(FaultsAndCodes))]
    public async Task Ends_a_play_that_waits_for_a_line_in_a_log(string fault, string code)
    {
        var file = Write("image: fleet/sleep, lifecycle: {running: [{type: log, match_regex: never}]}");

        using var maestro = MaestroProcess.Start("-f", file, "start");
        await Eventually.IsTrueAsync(async () => (await (await Fleet.Ships[2].EngineAsync()).GetAsync("containers/json")).AsArray().Count == 1, "the container is up");

        await EndsAsync(maestro, fault, code);
    }

    [FleetTheory]
    [MemberData(nameof(FaultsAndCodes))]
    public async Task Ends_a_command_in_a_container(string fault, string code)
    {
        var file = Write("image: fleet/sleep");
        await SucceedsAsync(NoVariables, "-f", file, "start");

        using var maestro = MaestroProcess.Start("-f", file, "exec", "app-1", "--", "sh", "-c", "echo begun; sleep 1000");
        await StepAsync(maestro, "begun");

        await EndsAsync(maestro, fault, code);
    }

    private static Task StepAsync(MaestroProcess maestro, string words)
        => Eventually.IsTrueAsync(() => Task.FromResult(maestro.Output.Contains(words, StringComparison.Ordinal)), $"maestro says '{words}'");

    private async Task EndsAsync(MaestroProcess maestro, string fault, string code)
    {
        await using (await Fleet.Ships[2].FaultAsync(fault))
        {
            Assert.NotEqual(0, await maestro.ExitCodeAsync());
        }

        Assert.True(maestro.Output.Contains(code, StringComparison.Ordinal), maestro.Output);
    }

    private string Write(string fields) => Folder.Write("maestro.yaml", $$"""
        name: frozen
        ships:
          ship3: {ip: {{Fleet.Ships[2].Address}}, timeout: {connect: 2, idle: 2} }
        services:
          app: { {{fields}}, instances: {app-1: {ship: ship3} } }
        """);
}
