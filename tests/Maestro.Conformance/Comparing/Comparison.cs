using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Conformance.Cases;
using Maestro.Conformance.Running;

namespace Maestro.Conformance.Comparing;

/// <summary>Compares what a run did with the golden data; each part of the comparison has a file of its own.</summary>
internal sealed partial class Comparison
{
    private readonly CaseFolder _folder;
    private readonly GoldenData _golden;
    private readonly CaseRun _run;
    private readonly List<string> _differences = [];

    private Comparison(CaseFolder folder, GoldenData golden, CaseRun run) => (_folder, _golden, _run) = (folder, golden, run);

    /// <returns>What differs, in words; empty when the run is as it should be.</returns>
    public static IReadOnlyList<string> Differences(CaseFolder folder, GoldenData golden, CaseRun run)
    {
        var comparison = new Comparison(folder, golden, run);
        comparison.CompareExit();
        comparison.CompareError();
        comparison.CompareOutput();
        comparison.CompareModel();
        if (golden.Actions is not null)
        {
            comparison.CompareActions();
            comparison.ComparePulls();
            comparison.CompareBodies();
            comparison.CompareOrder();
            comparison.CompareConcurrency();
        }
        else if (golden.Error is not null && run.Calls.Count > 0)
        {
            comparison.Differ($"the file is refused, yet a ship was called: {run.Calls[0]}");
        }

        return comparison._differences;
    }

    private void Differ(string difference) => _differences.Add(difference);

    private void Differ(string what, object? actual, object? expected) => Differ($"{what} is {Show(actual)}, expected {Show(expected)}");

    private void ExpectSame<T>(string what, IEnumerable<T> actual, IEnumerable<T> expected)
    {
        List<T> is_ = [.. actual.Order()];
        List<T> shouldBe = [.. expected.Order()];
        if (!is_.SequenceEqual(shouldBe))
        {
            Differ(what, is_, shouldBe);
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "absent",
        string text => $"'{text}'",
        JsonNode node => node.ToJsonString(),
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(i => i is JsonNode node ? node.ToJsonString() : i?.ToString()))}]",
        _ => JsonSerializer.Serialize(value),
    };
}
