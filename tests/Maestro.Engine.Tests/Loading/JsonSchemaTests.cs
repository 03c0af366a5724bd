using System.Text.Json.Nodes;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Tests.Loading;

public class JsonSchemaTests
{
    private static readonly DiagnosticCode[] Structural = [DiagnosticCodes.UnknownKey];

    private static readonly Lazy<NJsonSchema.JsonSchema> Schema = new(() => NJsonSchema.JsonSchema.FromJsonAsync(JsonSchema.Generate()).GetAwaiter().GetResult());

    [Fact]
    public void The_schema_in_the_documents_is_the_generated_one()
    {
        var shipped = Repository.PathOf("docs", "maestro.schema.json");
        var generated = JsonSchema.Generate();
        if (Environment.GetEnvironmentVariable("MAESTRO_APPROVE") == "1")
        {
            File.WriteAllText(shipped, generated);
        }

        Assert.True(File.ReadAllText(shipped).ReplaceLineEndings("\n") == generated, "Run this test with MAESTRO_APPROVE=1 to write docs/maestro.schema.json anew.");
    }

    [Fact]
    public void Takes_every_file_that_loads_without_a_word()
    {
        var taken = 0;
        foreach (var file in EnvironmentFiles.All.Where(f => Codes(f) is { } codes && !codes.Intersect(Structural).Any()))
        {
            Assert.True(Mistakes(file) is "", $"{file}: {Mistakes(file)}");
            taken++;
        }

        Assert.True(taken > 120, $"{taken}");
    }

    [Fact]
    public void Refuses_every_golden_file_with_a_key_that_means_nothing()
    {
        var refused = 0;
        foreach (var file in EnvironmentFiles.All.Where(f => Codes(f)?.Intersect(Structural).Any() == true))
        {
            Assert.True(Mistakes(file) is { Length: > 0 }, $"{file} is taken.");
            refused++;
        }

        Assert.True(refused > 0, $"{refused}");
    }

    [Theory]
    [InlineData("volums: {}")]
    [InlineData("image: [a]")]
    [InlineData("image: {a: b}")]
    [InlineData("privileged: 1")]
    [InlineData("privileged: maybe")]
    [InlineData("stop_timeout: -1")]
    [InlineData("stop_timeout: soon")]
    [InlineData("ports: [80]")]
    [InlineData("ports: {http: [80]}")]
    [InlineData("ports: {http: {exposed: 80, outer: 80}}")]
    [InlineData("restart: {name: sometimes}")]
    [InlineData("lifecycle: {running: {type: tcp}}")]
    [InlineData("lifecycle: {running: [{type: tpc, port: http}]}")]
    [InlineData("limits: 1g")]
    [InlineData("ulimits: {nofile: {soft: 1, hardest: 2}}")]
    [InlineData("networks: {front: {alias: a}}")]
    [InlineData("x-mine: 1")]
    public void Refuses_what_has_the_wrong_shape(string field) => Assert.NotEmpty(Mistakes(Loaded.WithInstance(field)));

    [Theory]
    [InlineData("privileged: yes")]
    [InlineData("stop_timeout: '5'")]
    [InlineData("restart: no")]
    [InlineData("restart: {name: no}")]
    [InlineData("env: {A: , B: 1, C: true, D: [1, 2]}")]
    [InlineData("command: [sleep, 5]")]
    [InlineData("ports: , volumes: , lifecycle: ")]
    [InlineData("init: false, tmpfs: []")]
    public void Takes_what_the_loader_takes(string field)
    {
        var text = Loaded.WithInstance(field);

        Loaded.Environment(text);
        Assert.Equal(string.Empty, Mistakes(text));
    }

    [Fact]
    public void Leaves_top_level_keys_of_the_user_alone() => Assert.Equal(string.Empty, Mistakes("name: a\nships: {}\n_globals: {a: b}\nx-mine: 1\n"));

    [Fact]
    public void Tells_what_fields_mean_and_which_are_old()
    {
        var instance = JsonNode.Parse(JsonSchema.Generate())!["definitions"]!["instance"]!["properties"]!;

        Assert.Equal("The image to run.", (string?)instance["image"]!["description"]);
        Assert.True((bool?)instance["cmd"]!["deprecated"]);
        Assert.Null(instance["command"]!["deprecated"]);
    }

    /// <summary>The codes of what the loader says; null when the file is refused for more than its shape.</summary>
    private static IEnumerable<DiagnosticCode>? Codes(EnvironmentFiles file)
    {
        try
        {
            return file.Load().Warnings.Select(w => w.Code);
        }
        catch (MaestroException refused)
        {
            var codes = refused.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code).ToList();
            return codes.TrueForAll(Structural.Contains) ? codes : null;
        }
    }

    private static string Mistakes(EnvironmentFiles file)
        => file.Renderer().Render(file.Text, file.Name, new DiagnosticBag()) is { } rendered ? Mistakes(rendered.Text) : "no text";

    private static string Mistakes(string yaml)
    {
        var root = new YamlReader((line, column) => new SourceLocation("-", line, column), new DiagnosticBag()).Read(yaml)!;
        return string.Join(", ", Schema.Value.Validate(EditorJson.Of(root).ToJsonString()).Select(m => m.ToString()));
    }
}
