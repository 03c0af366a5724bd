using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Reporting;
using Maestro.Engine.Tests.Loading;

namespace Maestro.Engine.Tests.Reporting;

public class EnvironmentDumpTests
{
    private const string File = """
        __maestro: {schema: 2}
        name: demo
        ships: {h: {ip: 10.0.0.1, timeout: 2.5}}
        services:
          db:
            image: redis
            env: {LEVEL: debug}
            instances:
              db-1:
                ship: h
                ports: {data: "6379:auto", many: 8000-8002}
                env: {NONE: }
                restart: on-failure:3
                stop_timeout: 7
                net: host-net
                lifecycle: {running: [{type: tcp, port: data, max_wait: 5}]}
          web:
            image: web:1
            requires: db
            omit: true
            instances: {web-1: {ship: h, image: web:2}}

        """;

    [Fact]
    public void Tells_the_ships_services_and_instances_in_the_order_of_the_file()
    {
        var dump = Dump(File);

        Assert.Equal(["schema", "name", "file", "ships", "services", "networks", "registries", "secrets", "audit"], dump.Select(p => p.Key));
        Assert.Equal(1, (int?)dump["schema"]);
        Assert.Equal("""[{"name":"h","address":"10.0.0.1","endpoint":"tcp://10.0.0.1:2375","connect_timeout":2.5,"idle_timeout":null,"total_timeout":null,"api_version":""}]""", dump["ships"]!.ToJsonString());
        Assert.Equal(["db", "web"], dump["services"]!.AsArray().Select(s => (string?)s!["name"]));
        Assert.Equal("""["db"]""", dump["services"]![1]!["requires"]!.ToJsonString());
        Assert.True((bool?)dump["services"]![1]!["omit"]);
    }

    [Theory]
    [InlineData("image", "\"redis\"")]
    [InlineData("ports", """[{"name":"data","protocol":"tcp","exposed":6379,"external":"auto","external_address":"0.0.0.0"},{"name":"many","protocol":"tcp","exposed":"8000-8002","external":"8000-8002","external_address":"0.0.0.0"}]""")]
    [InlineData("env", """{"NONE":null}""")]
    [InlineData("restart", """{"kind":"on-failure","maximum_retry_count":3}""")]
    [InlineData("stop_timeout", "7")]
    [InlineData("network", "\"host-net\"")]
    [InlineData("privileged", "false")]
    public void Tells_every_field_of_an_instance_with_its_default(string field, string expected)
        => Assert.Equal(expected, Dump(File)["services"]![0]!["instances"]![0]![field]!.ToJsonString());

    [Fact]
    public void Tells_what_a_check_is()
    {
        var check = Dump(File)["services"]![0]!["instances"]![0]!["lifecycle"]!["running"]![0]!.AsObject();

        Assert.Equal("type", check.First().Key);
        Assert.Equal("tcp", (string?)check["type"]);
        Assert.Equal("data", (string?)check["port"]);
        Assert.Equal(5, (int?)check["max_wait"]);
    }

    [Fact]
    public void Tells_the_variables_that_a_container_is_handed_of_its_own_and_of_what_it_requires()
    {
        var variables = Dump(File)["services"]![1]!["instances"]![0]!["environment"]!.AsObject();

        Assert.Equal("2", (string?)variables["DOCKER_TAG"]);
        Assert.Equal("10.0.0.1", (string?)variables["DB_DB_1_HOST"]);
        Assert.Equal("8000-8002", (string?)variables["DB_DB_1_MANY_PORT"]);
        Assert.False(variables.ContainsKey("DB_DB_1_DATA_PORT"), "Docker has not chosen the port yet.");
    }

    [Fact]
    public void Is_the_same_text_every_time() => Assert.Equal(Conductor.Dump(Loaded.Environment(File)), Conductor.Dump(Loaded.Environment(File)));

    /// <summary>So that a new property of the model is either dumped or left out on purpose.</summary>
    [Theory]
    [InlineData(typeof(Ship), "ships/0")]
    [InlineData(typeof(Service), "services/0")]
    [InlineData(typeof(Instance), "services/0/instances/0")]
    public void Leaves_out_nothing_of_the_model_but_places(Type type, string path)
    {
        JsonNode node = Dump(File);
        foreach (var segment in path.Split('/'))
        {
            node = int.TryParse(segment, out var index) ? node[index]! : node[segment]!;
        }

        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType != typeof(SourceLocation))
            .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name));
        Assert.Empty(properties.Except(node.AsObject().Select(p => p.Key)));
    }

    [Fact]
    public void Says_of_every_golden_case_that_loads_what_its_data_say()
    {
        var compared = 0;
        foreach (var file in EnvironmentFiles.All)
        {
            var expected = new[] { "correct.json", "expected.json" }.Select(f => Path.Combine(file.Folder, f)).FirstOrDefault(System.IO.File.Exists);
            if (expected is not null && JsonNode.Parse(System.IO.File.ReadAllText(expected))!["instances"] is JsonObject golden && TryLoad(file) is { } environment)
            {
                var instances = JsonNode.Parse(Conductor.Dump(environment))!["services"]!.AsArray().SelectMany(s => s!["instances"]!.AsArray()).ToDictionary(i => (string)i!["name"]!);
                Assert.Equal(golden.Select(i => i.Key).Order(), instances.Keys.Order());
                Assert.All(golden, i => AssertSame(file.Name, i.Value!, instances[i.Key]!));
                compared++;
            }
        }

        Assert.True(compared > 100, $"{compared}");
    }

    [Fact]
    public void Knows_every_kind_of_check()
    {
        var kinds = typeof(CheckSpec).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CheckSpec)) && !t.IsAbstract);

        Assert.All(kinds, k => Assert.NotNull(DumpJson.Default.GetTypeInfo(k)));
    }

    private static void AssertSame(string file, JsonNode golden, JsonNode dumped)
    {
        var about = $"{file}: {dumped["name"]}";
        Assert.True((string?)golden["service"] == (string?)dumped["service"], about);
        Assert.True(golden["ship"]?.ToString() == (string?)dumped["ship"], about);
        Assert.True((golden["ports"] as JsonObject ?? []).Select(p => p.Key).Order().SequenceEqual(dumped["ports"]!.AsArray().Select(p => (string)p!["name"]!).Order()), about);
        Assert.True((golden["env"] as JsonObject ?? []).Select(v => v.Key).Order().SequenceEqual(dumped["environment"]!.AsObject().Select(v => v.Key).Order()), about);
    }

    private static MaestroEnvironment? TryLoad(EnvironmentFiles file)
    {
        try
        {
            return file.Load();
        }
        catch (MaestroException)
        {
            return null;
        }
    }

    private static JsonObject Dump(string text) => JsonNode.Parse(Conductor.Dump(Loaded.Environment(text)))!.AsObject();
}
