using System.Text.Json.Nodes;

namespace Maestro.Conformance.Tests;

/// <summary>A runner that finds nothing would be content with everything.</summary>
public sealed class RunnerTests
{
    private const string QuickStart = "001-fields-quickstart-redis-web";

    private static readonly Dictionary<string, (Action<JsonNode> Change, string Difference)> Doctored = new()
    {
        ["an exit status"] = (g => g["exit"] = 1, "the exit status is 0"),
        ["a name"] = (g => g["environment"] = "demon", "the name of the environment"),
        ["an address"] = (g => g["ships"]!["localhost"]!["ip"] = "10.9.9.9", "address of ship localhost"),
        ["an engine"] = (g => g["ships"]!["localhost"]!["url"] = "http://10.9.9.9:2375", "engine of ship localhost"),
        ["a timeout"] = (g => g["ships"]!["localhost"]!["timeout"] = 77, "timeout of ship localhost"),
        ["a dependency"] = (g => g["services"]!["redis"]!["requires"]!.AsArray().Add("web"), "what service redis requires"),
        ["omit"] = (g => g["services"]!["redis"]!["omit"] = true, "omit of service redis"),
        ["a variable"] = (g => Redis(g)["env"]!["SERVICE_NAME"] = "radish", "redis-1: env SERVICE_NAME"),
        ["a variable that is missing"] = (g => Redis(g)["env"]!["MORE"] = "1", "redis-1: env MORE is missing"),
        ["a variable too many"] = (g => Redis(g)["env"]!.AsObject().Remove("SERVICE_NAME"), "redis-1: env SERVICE_NAME=redis is not expected"),
        ["a port"] = (g => Redis(g)["ports"]!["redis"]!["exposed"] = "1/tcp", "ports of redis-1"),
        ["a check"] = (g => Redis(g)["lifecycle"]!["running"]![0]!["port"] = 1, "running checks of redis-1"),
        ["a check of another state"] = (g => Redis(g)["lifecycle"]!["stopped"] = Redis(g)["lifecycle"]!["running"]!.DeepClone(), "stopped checks of redis-1"),
        ["a stop timeout"] = (g => Redis(g)["stop_timeout"] = 11, "stop timeout of redis-1"),
        ["an image"] = (g => Redis(g)["image"] = "redis:9", "image of redis-1"),
        ["a field of the create call"] = (g => Redis(g)["privileged"] = true, "redis-1: privileged"),
        ["a published port"] = (g => Redis(g)["port_bindings"]!["16379/tcp"]![0]!["port"] = "1", "redis-1: port_bindings"),
        ["a volume"] = (g => Redis(g)["volumes"] = new JsonArray("/data"), "redis-1: volumes"),
        ["a step"] = (g => g["actions"]!["redis-1"]!.AsArray().RemoveAt(1), "actions on redis-1"),
        ["a pull"] = (g => g["pulls"]!.AsArray().Add(Pull()), "the pulls is"),
        ["an order"] = (g => g["order"]!.AsArray().Add(new JsonArray("web-1", "redis-1")), "web-1 must be done before redis-1 begins"),
        ["an order with ports"] = (g => g["order"]!.AsArray().Add(new JsonArray("web-1", "redis-1")), "redis-1 began before the ports of web-1 were open"),
        ["a phase"] = (g => g["phases"] = new JsonObject { ["start"] = new JsonArray(new JsonArray("web-1", "redis-1")) }, "order in the start phase"),
        ["a mention"] = (g => g["error"] = new JsonObject { ["kind"] = "port", ["mentions"] = new JsonArray("gherkin") }, "does not mention 'gherkin'"),
        ["a line"] = (g => g["stdout"] = "something else\n", "standard output differs"),
        ["a state"] = (g => g["states"] = new JsonObject { ["redis-1"] = "down" }, "state of redis-1"),
    };

    public static TheoryData<string> Changes => [.. Doctored.Keys];

    [Fact]
    public async Task An_untouched_copy_passes()
    {
        using var copy = new DoctoredCase(QuickStart, "20.2", "30.1");
        Assert.Equal([], await copy.DifferencesAsync());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Finds_a_difference_in(string what)
    {
        using var doctored = new DoctoredCase(QuickStart, "20.2", "30.2");
        doctored.Change(Doctored[what].Change);

        Assert.Contains(await doctored.DifferencesAsync(), d => d.Contains(Doctored[what].Difference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_a_difference_in_what_a_guest_is_told()
    {
        using var doctored = new DoctoredCase(QuickStart, "20.2", "30.3");
        doctored.Change("guest.json", "\"result\": 15000", "\"result\": 15001");

        Assert.Contains(await doctored.DifferencesAsync(), d => d.StartsWith("get_port(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_how_many_are_acted_on_at_once()
    {
        using var doctored = new DoctoredCase("061-order-start-two-at-a-time", "20.90", "30.4");
        doctored.Change("cmd", "--concurrency 2", "--concurrency 4");

        Assert.Contains(await doctored.DifferencesAsync(), d => d.EndsWith("instances at once, expected at most 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Holds_a_refusal_to_its_kind_and_to_leaving_ships_alone()
    {
        using var doctored = new DoctoredCase("145-invalid-unknown-dependency", "21.13", "30.5");
        doctored.Change(g => g["error"]!["kind"] = "template");

        Assert.Contains(await doctored.DifferencesAsync(), d => d.StartsWith("an error is not about 'template'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_ships_that_are_called_for_a_file_that_should_be_refused()
    {
        using var doctored = new DoctoredCase(QuickStart, "20.2", "30.6");
        doctored.Change(g =>
        {
            g["error"] = new JsonObject { ["kind"] = "port" };
            foreach (var key in new[] { "environment", "ships", "services", "actions", "pulls", "order", "command" })
            {
                g.AsObject().Remove(key);
            }
        });

        Assert.Contains(await doctored.DifferencesAsync(), d => d.StartsWith("the file is refused, yet a ship was called", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_content_with_either_where_the_case_says_so()
    {
        using var doctored = new DoctoredCase(QuickStart, "20.2", "30.7");
        File.Copy(Path.Combine(doctored.Folder.Path, "expected.json"), Path.Combine(doctored.Folder.Path, "correct.json"));
        doctored.Change("correct.json", "\"REDIS_INSTANCES\": \"redis-1\"", "\"REDIS_INSTANCES\": \"other\"");
        Assert.NotEmpty(await doctored.DifferencesAsync());

        File.WriteAllText(Path.Combine(doctored.Folder.Path, "either"), string.Empty);
        Assert.Empty(await doctored.DifferencesAsync());
    }

    [Fact]
    public void A_case_that_passes_against_expectation_fails_the_run()
    {
        var surprise = new CaseResult("001-x", [], "plays");

        Assert.Equal(CaseVerdict.Failed, surprise.Verdict);
        Assert.Contains("passes now: take it off the list", string.Join('\n', surprise.Lines()), StringComparison.Ordinal);
        Assert.Equal(CaseVerdict.NotYet, (surprise with { Differences = ["env"] }).Verdict);
        Assert.Equal(CaseVerdict.Failed, (surprise with { Differences = ["env"], NotYet = null }).Verdict);
    }

    private static JsonNode Redis(JsonNode golden) => golden["instances"]!["redis-1"]!;

    private static JsonObject Pull() => new() { ["ship"] = "localhost", ["instance"] = "web-1", ["repository"] = "redis", ["tag"] = "9", ["auth"] = null };
}
