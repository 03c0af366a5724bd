namespace Maestro.Conformance;

/// <summary>The cases that are known to fail, each with its reason: <c>not-yet.txt</c>, one line each, name of the folder and reason.</summary>
internal sealed class NotYetList
{
    private readonly Dictionary<string, string> _reasons;

    private NotYetList(Dictionary<string, string> reasons) => _reasons = reasons;

    public static NotYetList Empty { get; } = new([]);

    public static NotYetList Parse(string text)
    {
        var lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith('#'));
        return new NotYetList(lines.Select(l => l.Split(' ', 2, StringSplitOptions.TrimEntries)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal));
    }

    public IEnumerable<string> Names => _reasons.Keys;

    /// <summary>Why the case cannot pass yet; null when it has to.</summary>
    public string? ReasonFor(string name) => _reasons.GetValueOrDefault(name);
}
