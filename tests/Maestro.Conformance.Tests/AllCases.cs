using Maestro.Conformance.Cases;

namespace Maestro.Conformance.Tests;

/// <summary>The results of all cases, run once and side by side.</summary>
public sealed class AllCases : IAsyncLifetime
{
    private Dictionary<string, CaseResult> _results = [];

    public static IEnumerable<string> Names => CaseFolder.In(Repository.Cases).Select(c => c.Name);

    public async Task InitializeAsync()
    {
        var results = await ConformanceRun.RunAsync(CaseFolder.In(Repository.Cases), Repository.NotYet);
        _results = results.ToDictionary(r => r.Name);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal CaseResult Of(string name) => _results[name];
}
