namespace Maestro.Engine.Diagnostics;

/// <summary>Finds the names that a mistyped one may have meant.</summary>
internal static class NearMisses
{
    private const int Most = 3;

    /// <summary>A sentence such as <c> Did you mean web-1 or web-2?</c> with a leading blank; empty when nothing is near.</summary>
    public static string Hint(string typed, IEnumerable<string> names)
    {
        var limit = Math.Max(1, typed.Length / 3);
        var near = names
            .Select(name => (Name: name, Distance: Distance(typed, name, limit)))
            .Where(n => n.Distance <= limit || n.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(n => n.Distance)
            .Take(Most)
            .Select(n => $"'{n.Name}'")
            .ToList();
        return near.Count == 0 ? string.Empty : $" Did you mean {string.Join(" or ", near)}?";
    }

    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + substitution);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
