using System.Text.Json.Nodes;
using Maestro.Conformance.Running;

namespace Maestro.Conformance.Tests;

/// <summary>What the language means on the wire where no golden case says so.</summary>
public sealed class LanguageTests
{
    [Fact]
    public async Task Cmd_is_the_old_name_of_command()
        => Assert.Equal("""["serve","two words"]""", (await CreatedWithAsync("cmd: serve 'two words'"))["Cmd"]!.ToJsonString());

    [Fact]
    public async Task A_field_without_a_value_is_absent()
    {
        var plain = await CreatedWithAsync("restart: no");
        var empty = await CreatedWithAsync("ports: , env: , volumes: , limits: , links: , lifecycle: , command: , restart: ");
        Assert.True(JsonNode.DeepEquals(plain, empty), empty.ToJsonString());
    }

    [Fact]
    public async Task A_variable_without_a_value_is_sent_by_its_name_alone()
        => Assert.Contains("LEVEL", (await CreatedWithAsync("env: {LEVEL: }"))["Env"]!.AsArray().Select(v => (string)v!));

    [Fact]
    public async Task A_block_of_ports_reaches_the_engine_port_by_port()
    {
        var bindings = (JsonObject)(await CreatedWithAsync("ports: {data: \"7000-7001:8000-8001\"}"))["HostConfig"]!["PortBindings"]!;
        Assert.Equal(["7000/tcp 8000", "7001/tcp 8001"], bindings.Select(b => $"{b.Key} {(string?)b.Value![0]!["HostPort"]}"));
    }

    /// <summary>The create call for an instance with these fields.</summary>
    private static async Task<JsonObject> CreatedWithAsync(string fields)
    {
        using var minimal = new DoctoredCase("004-fields-minimal-instance", "20.6", "30.8");
        minimal.Change("maestro.yaml", "{ship: only}", $"{{ship: only, {fields}}}");

        var run = await CaseRunner.RunAsync(minimal.Folder, minimal.Folder.Golden);

        Assert.True(run.ExitCode == 0, run.Error);
        return (JsonObject)run.Calls.Single(c => c.Operation == "create").Request.Body!;
    }
}
