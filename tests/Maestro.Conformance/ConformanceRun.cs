using System.Collections.Concurrent;
using Maestro.Conformance.Cases;
using Maestro.Conformance.Comparing;
using Maestro.Conformance.Running;

namespace Maestro.Conformance;

/// <summary>Runs cases side by side.</summary>
internal static class ConformanceRun
{
    private const int SideBySide = 8;

    /// <param name="finished">Told about each case as it ends.</param>
    /// <returns>The results in the order of the cases.</returns>
    public static async Task<IReadOnlyList<CaseResult>> RunAsync(IReadOnlyList<CaseFolder> cases, NotYetList notYet, Action<CaseResult>? finished = null)
    {
        var results = new ConcurrentDictionary<string, CaseResult>();

        // Environments of one name would wait for each other's lock.
        var groups = cases.GroupBy(c => c.Golden.Environment ?? c.Name).OrderByDescending(g => g.Count());
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (group, _) =>
        {
            foreach (var folder in group)
            {
                var result = new CaseResult(folder.Name, await DifferencesAsync(folder), notYet.ReasonFor(folder.Name));
                results[folder.Path] = result;
                finished?.Invoke(result);
            }
        });
        return [.. cases.Select(c => results[c.Path])];
    }

    public static async Task<IReadOnlyList<string>> DifferencesAsync(CaseFolder folder)
    {
        var differences = await DifferencesAsync(folder, folder.Golden);
        return differences.Count > 0 && folder.IsEither && (await DifferencesAsync(folder, folder.Expected)).Count == 0 ? [] : differences;
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(CaseFolder folder, GoldenData golden)
    {
        try
        {
            return Comparison.Differences(folder, golden, await CaseRunner.RunAsync(folder, golden));
        }
#pragma warning disable CA1031 // whatever breaks a case is its result; the others go on
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return [$"the run broke down: {exception}"];
        }
    }
}
