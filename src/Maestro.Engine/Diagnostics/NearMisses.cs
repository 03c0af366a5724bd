namespace Maestro.Engine.Diagnostics;

/// <summary>Finds the names that a mistyped one may have meant.</summary>
internal static class NearMisses
{
    private const int Most = 3;

    /// <summary>A sentence such as <c> Did you mean web-1 or web-2?</c> with a leading blank; empty when nothing is near.</summary>
    public static string Hint(string typed, IEnumerable<string> names)
    {
        if (typed.Length > NearMiss.LongestName)
        {
            return string.Empty;
        }

        var limit = Math.Max(1, typed.Length / 3);
        var near = names
            .Distinct(StringComparer.Ordinal)
            .Where(name => name.Length <= NearMiss.LongestName)
            .Select(name => (Name: name, Distance: NearMiss.Distance(typed, name)))
            .Where(n => n.Distance <= limit || n.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(n => n.Distance)
            .Take(Most)
            .Select(n => $"'{n.Name}'")
            .ToList();
        return near.Count == 0 ? string.Empty : $" Did you mean {string.Join(" or ", near)}?";
    }
}
