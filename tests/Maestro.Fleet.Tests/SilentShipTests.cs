using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary>Plays over three real engines of which one does not answer.</summary>
public sealed class SilentShipTests(FleetFixture fixture) : FleetTest(fixture)
{
    private static readonly Dictionary<string, string?> NoVariables = [];

    [FleetTheory]
    [InlineData("kill", "MAESTRO501")]
    [InlineData("cut reject", "MAESTRO501")]
    [InlineData("cut drop", "MAESTRO502")]
    [InlineData("freeze", "MAESTRO519")]
    [InlineData("freeze all", "MAESTRO519")]
    public async Task A_ship_that_does_not_answer_fails_its_instances_and_what_needs_them_alone(string fault, string code)
    {
        var file = Write();
        await using (await Fleet.Ships[2].FaultAsync(fault))
        {
            var (exitCode, output) = await MaestroProcess.RunAsync(NoVariables, "-f", file, "start", "--on-failure", "continue");

            Assert.Equal(5, exitCode);
            AssertTells("start silence FAILED: 1 unreachable, 2 blocked, 2 started, 1 failed in", output);
            AssertTells($"error {code}: Ship ship3: ", output);
            AssertTells("Not reached: db-1. Blocked by it: web-1, then front-1.", output);
            AssertTells("front-1 on ship1: blocked by db-1", output);
        }

        Assert.Equal(["crash-1 exited", "free-1 running", "late-1 running"], await ContainersAsync());
    }

    [FleetFact]
    public async Task Unless_told_to_go_on_a_ship_that_does_not_answer_ends_the_play_before_anything_is_done()
    {
        var file = Write();
        await using (await Fleet.Ships[2].FaultAsync("cut reject"))
        {
            var (exitCode, output) = await MaestroProcess.RunAsync(NoVariables, "-f", file, "start");

            Assert.Equal(5, exitCode);
            AssertTells("error MAESTRO501: Ship ship3: ", output);
        }

        Assert.Empty(await ContainersAsync());
    }

    [FleetTheory]
    [InlineData("kill")]
    [InlineData("cut drop")]
    [InlineData("freeze")]
    public async Task A_ship_that_falls_silent_while_it_is_waited_for_fails_its_instances_and_what_needs_them_alone(string fault)
    {
        var file = Write("{type: log, match_regex: never}");
        using var maestro = MaestroProcess.Start(NoVariables, "-f", file, "start", "--on-failure", "continue");
        await Eventually.IsTrueAsync(async () => (await ContainersAsync()).Contains("db-1 running"), "the container is up on the ship that is to die");

        await using (await Fleet.Ships[2].FaultAsync(fault))
        {
            Assert.Equal(5, await maestro.ExitCodeAsync());
        }

        AssertTells("start silence FAILED: 2 failed, 2 blocked, 2 started in", maestro.Output);
        AssertTells("Blocked by it: web-1, then front-1.", maestro.Output);
        Assert.Equal(["crash-1 exited", "free-1 running", "late-1 running"], (await ContainersAsync()).Where(c => !c.StartsWith("db-1", StringComparison.Ordinal)));
    }

    /// <summary>On the third ship a database; on the others what needs it, what needs nothing, and what fails by itself.</summary>
    private string Write(string check = "{type: sleep, wait: 0}") => Folder.Write("maestro.yaml", $$"""
        name: silence
        ship_defaults: {timeout: {connect: 4, idle: 4} }
        ships:
          ship1: {ip: {{Fleet.Ships[0].Address}}}
          ship2: {ip: {{Fleet.Ships[1].Address}}}
          ship3: {ip: {{Fleet.Ships[2].Address}}}
        services:
          db:
            image: fleet/sleep
            lifecycle: {running: [{{check}}] }
            instances: {db-1: {ship: ship3} }
          web:
            image: fleet/sleep
            requires: [db]
            instances: {web-1: {ship: ship2} }
          front:
            image: fleet/sleep
            requires: [web]
            instances: {front-1: {ship: ship1} }
          late:
            image: fleet/late
            env: {DELAY: 1}
            ports: {http: "80:18081"}
            lifecycle: {running: [{type: tcp, port: http, max_wait: 30}] }
            instances: {late-1: {ship: ship1} }
          free:
            image: fleet/sleep
            requires: [late]
            instances: {free-1: {ship: ship2} }
          crash:
            image: fleet/crash
            env: {AFTER: 0}
            lifecycle: {running: [{type: log, match_regex: never, max_wait: 30}] }
            instances: {crash-1: {ship: ship2} }
        """);

    private static void AssertTells(string text, string output) => Assert.True(output.Contains(text, StringComparison.Ordinal), $"'{text}' is missing in:\n{output}");

    private async Task<string[]> ContainersAsync()
    {
        var found = new List<string>();
        foreach (var ship in Fleet.Ships)
        {
            found.AddRange(((System.Text.Json.Nodes.JsonArray)await (await ship.EngineAsync()).GetAsync("containers/json?all=1"))!
                .Select(c => $"{((string)c!["Names"]![0]!)[1..]} {c["State"]}"));
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
