using System.Text.Json.Nodes;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Transports;

/// <summary>The same plays of the tool, over every way to three real engines.</summary>
public sealed class TransportTests(FleetFixture fixture) : FleetTest(fixture)
{
    public static TheoryData<string> Names => [.. Transport.All.Select(transport => transport.Name)];

    [FleetTheory]
    [MemberData(nameof(Names))]
    public async Task Plays_across_ships_over(string name)
    {
        var transport = Transport.All.Single(t => t.Name == name);
        var file = Write(transport);
        var variables = await transport.Variables(Fleet, Folder);
        Task<string> PlayAsync(params string[] words) => SucceedsAsync(variables, ["-f", file, .. words]);
        async Task<(int, string)> ExecAsync(string input, params string[] words)
        {
            var (exitCode, output) = await MaestroProcess.RunAsync(variables, input, ["-f", file, "exec", .. words]);
            return (exitCode, output.ReplaceLineEndings("\n"));
        }

        var started = await PlayAsync("start");
        Assert.Contains("start transports: 3 started", started, StringComparison.Ordinal);
        Assert.Equal(["running", "running", "running"], await StatesAsync());

        // What the readers wrote they fetched from the other ship, where the variables said that the page is.
        var logs = (await PlayAsync("logs", "reader")).ReplaceLineEndings("\n");
        Assert.Contains("reader-1 | fleet web version 1\n", logs, StringComparison.Ordinal);
        Assert.Contains("reader-2 | fleet web version 1\n", logs, StringComparison.Ordinal);

        Assert.Matches("(?s)status transports: .*page-1 +page +ship1 .* running for .*reader-1 +reader +ship2 .* running for .*reader-2 +reader +ship3 .* running for", await PlayAsync("status"));
        Assert.Equal((0, "piped to\nship2\n"), await ExecAsync("piped to\n", "reader-1", "--", "cat", "-", "/ship"));

        var before = await IdsAsync();
        Assert.Contains("restart transports: 3 restarted", await PlayAsync("restart", "-a"), StringComparison.Ordinal);
        Assert.Equal(["running", "running", "running"], await StatesAsync());
        Assert.Empty((await IdsAsync()).Intersect(before));

        Assert.Contains("stop transports: 3 stopped", await PlayAsync("stop", "-a"), StringComparison.Ordinal);
        Assert.Equal(["exited", "exited", "exited"], await StatesAsync());
        Assert.Contains("down transports: 3 removed", await PlayAsync("down", "-a"), StringComparison.Ordinal);
        Assert.Empty(await IdsAsync());
    }

    /// <summary>A page on the first ship, and on the others what fetches it by its variables, checked by log, command and port.</summary>
    private string Write(Transport transport) => Folder.Write("maestro.yaml", $$"""
        name: transports
        ships:
        {{string.Concat(Fleet.Ships.Select(ship => $"  {ship.Name}: {{ip: {ship.Address}, {transport.Fields(Fleet, ship)}}}\n"))}}
        services:
          page:
            image: fleet/web:1
            init: true
            instances:
              page-1: {ship: ship1, ports: {http: "80:18080"}, lifecycle: {running: [{type: http, port: http, max_wait: 30}]} }
          reader:
            image: fleet/busybox
            init: true
            requires: [page]
            command: [sh, -c, 'echo $SHIP >/ship; wget -q -O - "http://$PAGE_PAGE_1_HOST:$PAGE_PAGE_1_HTTP_PORT/"; exec sleep 1000']
            lifecycle: {running: [{type: log, match_regex: fleet web, max_wait: 30}, {type: rexec, command: test -s /ship, max_wait: 30}]}
            instances:
              reader-1: {ship: ship2, env: {SHIP: ship2} }
              reader-2: {ship: ship3, env: {SHIP: ship3} }
        """);

    private async Task<string[]> StatesAsync() => [.. (await ContainersAsync()).Select(c => (string)c["State"]!)];

    private async Task<string[]> IdsAsync() => [.. (await ContainersAsync()).Select(c => (string)c["Id"]!)];

    private async Task<IEnumerable<JsonNode>> ContainersAsync()
    {
        var found = new List<JsonNode>();
        foreach (var ship in Fleet.Ships)
        {
            found.AddRange(((JsonArray)await (await ship.EngineAsync()).GetAsync("containers/json?all=1"))!);
        }

        return found;
    }
}
