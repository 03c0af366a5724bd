namespace Maestro.Conformance;

/// <summary>What came of a case.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Differences">Where the run differs from the golden data.</param>
/// <param name="NotYet">Why it is known to fail; null when it has to pass.</param>
internal sealed record CaseResult(string Name, IReadOnlyList<string> Differences, string? NotYet)
{
    public CaseVerdict Verdict => (Differences.Count, NotYet) switch
    {
        (0, null) => CaseVerdict.Passed,
        (0, _) => CaseVerdict.Failed, // the list of what is not yet done stays honest
        (_, null) => CaseVerdict.Failed,
        _ => CaseVerdict.NotYet,
    };

    /// <summary>The result in lines, the first of them for every verdict.</summary>
    public IEnumerable<string> Lines() => Verdict switch
    {
        CaseVerdict.Passed => [$"ok       {Name}"],
        CaseVerdict.NotYet => [$"not yet  {Name}: {NotYet}"],
        _ when NotYet is not null => [$"FAIL     {Name}", $"         passes now: take it off the list (it says: {NotYet})"],
        _ => [$"FAIL     {Name}", .. Differences.Select(d => $"         {d}")],
    };
}

internal enum CaseVerdict
{
    Passed,
    Failed,
    NotYet,
}
