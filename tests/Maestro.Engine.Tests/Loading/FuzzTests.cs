using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Testing;
using Xunit.Abstractions;

namespace Maestro.Engine.Tests.Loading;

/// <summary>Loads the files of this repository with random edits: a broken file is refused with places, and soon.</summary>
public sealed partial class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Attempts = 4;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Answers_edited_files_with_diagnostics_that_have_a_place_and_soon()
    {
        var runs = new RandomRuns(9_000);
        output.WriteLine($"{runs.Count} runs from seed {runs.Seed}");
        for (var run = 0; run < runs.Count; run++)
        {
            var random = runs.Of(run);
            var file = Pick(random);
            var text = RandomEdits.Apply(file.Text, random);
            Check(() => file.Load(text), text, $"{file}: {runs.Again(run)}\n{text}");
        }
    }

    [Fact]
    public void Answers_files_with_wrong_bytes_with_diagnostics_that_have_a_place_and_soon()
    {
        var runs = new RandomRuns(1_000);
        output.WriteLine($"{runs.Count} runs from seed {runs.Seed}");
        for (var run = 0; run < runs.Count; run++)
        {
            var random = runs.Of(run);
            var file = Pick(random);
            var bytes = RandomEdits.ApplyToBytes(file.Text, random);
            File.WriteAllBytes(Path.Combine(_folder.Path, "-"), bytes);
            var loader = new EnvironmentLoader(file.Variables, _folder.Path, machineAddress: () => "10.1.2.3");
            Check(() => loader.Load("./-"), Encoding.UTF8.GetString(bytes), $"{file}: {runs.Again(run)}");
        }
    }

    private static EnvironmentFiles Pick(Random random) => EnvironmentFiles.All[random.Next(EnvironmentFiles.All.Count)];

    private static void Check(Action load, string text, string about)
    {
        var fastest = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && fastest > Soon; attempt++)
        {
            var watch = Stopwatch.StartNew();
            Load(load, text, about);
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }

        Assert.True(fastest <= Soon, $"It takes {fastest}. {about}");
    }

    private static void Load(Action load, string text, string about)
    {
        try
        {
            load();
        }
        catch (MaestroException refused)
        {
            Assert.NotEmpty(refused.Diagnostics);
            Assert.All(refused.Diagnostics, d => Assert.True(d.Location is { } place && IsWithin(place, text), $"{d} is nowhere in the file. {about}"));
        }
        catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{bug} {about}");
        }
    }

    // Other files, such as those of variables, have lines of their own.
    private static bool IsWithin(SourceLocation place, string text)
    {
        if (place.File is not ("-" or "./-"))
        {
            return place.File.Length > 0;
        }

        var lines = LineBreak().Split(text);
        return place.Line == 0 || (place.Line <= lines.Length && place.Column <= lines[place.Line - 1].Length + 1);
    }

    // As YAML ends lines.
    [GeneratedRegex(@"\r\n|[\r\n\x85\u2028\u2029]")]
    private static partial Regex LineBreak();
}
