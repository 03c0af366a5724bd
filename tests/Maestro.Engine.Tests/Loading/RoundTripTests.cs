using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Tests.Loading.Generated;
using Xunit.Abstractions;

namespace Maestro.Engine.Tests.Loading;

public class RoundTripTests(ITestOutputHelper output)
{
    [Fact]
    public void Any_model_written_as_YAML_loads_to_the_same_model()
    {
        var runs = new RandomRuns(1_000);
        output.WriteLine($"{runs.Count} runs from seed {runs.Seed}");
        for (var run = 0; run < runs.Count; run++)
        {
            var random = runs.Of(run);
            var model = new GeneratedModel(random).Make();
            var writer = new ModelYaml(model, random);
            var text = new YamlText(random).Write(writer.Make());

            var loaded = Load(text, writer.Variables, runs.Again(run));

            var difference = FirstDifference(ModelText.Of(model), ModelText.Of(loaded));
            Assert.True(difference is null, $"{runs.Again(run)}\n{text}\n{difference}");
        }
    }

    /// <summary>What is the same in all models that are made up would be lost unseen.</summary>
    [Fact]
    public void The_models_differ_in_every_property()
    {
        var values = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var run = 0; run < 300; run++)
        {
            foreach (var (property, _, text) in ModelText.Values(new GeneratedModel(new RandomRuns(0).Of(run)).Make()))
            {
                (values.TryGetValue(property, out var known) ? known : values[property] = []).Add(text);
            }
        }

        Assert.True(values.Count > 150, $"{values.Count} properties");
        Assert.True(values.Remove("SecretCommand.Folder"), "It is that of the file.");
        Assert.Equal([], values.Where(v => v.Value.Count == 1 && !IsPart(v.Value.Single())).Select(v => $"{v.Key} is always {v.Value.Single()}"));
    }

    // What has properties of its own differs in these.
    private static bool IsPart(string text) => typeof(MaestroEnvironment).Assembly.GetType($"{typeof(MaestroEnvironment).Namespace}.{text}") is not null;

    private static MaestroEnvironment Load(string text, IReadOnlyDictionary<string, string> variables, string again)
    {
        try
        {
            return Loaded.Environment(text, [.. variables.Select(v => (v.Key, v.Value))]);
        }
        catch (MaestroException refused)
        {
            Assert.Fail($"{again}\n{text}\n{string.Join('\n', refused.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}");
            throw;
        }
    }

    private static string? FirstDifference(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var pair = expected.Append("the end").Zip(actual.Append("the end")).FirstOrDefault(p => p.First != p.Second);
        return pair.First is null ? null : $"expected {pair.First}\nactual   {pair.Second}";
    }
}
