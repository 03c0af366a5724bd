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
        var runs = new RandomRuns(2_000);
        output.WriteLine($"{runs.Count} runs from seed {runs.Seed}");
        for (var run = 0; run < runs.Count; run++)
        {
            var random = runs.Of(run);
            var model = new GeneratedModel(random).Make();
            var text = new YamlText(random).Write(new ModelYaml(model, random).Make());

            var loaded = Load(text, runs.Again(run));

            Assert.True(Conductor.Dump(model) == Conductor.Dump(loaded), $"{runs.Again(run)}\n{text}\n{FirstDifference(Conductor.Dump(model), Conductor.Dump(loaded))}");
        }
    }

    private static MaestroEnvironment Load(string text, string again)
    {
        try
        {
            return Loaded.Environment(text);
        }
        catch (MaestroException refused)
        {
            Assert.Fail($"{again}\n{text}\n{string.Join('\n', refused.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}");
            throw;
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var pair = expected.Split('\n').Zip(actual.Split('\n')).FirstOrDefault(p => p.First != p.Second);
        return $"expected {pair.First}\nactual   {pair.Second}";
    }
}
