namespace Maestro.Engine.Diagnostics;

/// <summary>Finds what somebody who mistyped a name probably meant.</summary>
internal static class NearMiss
{
    /// <summary>Longer texts are no names, and cost too much to compare.</summary>
    internal const int LongestName = 64;

    /// <summary>The candidate that is closest to the text, or null when none is close.</summary>
    public static string? Find(string text, IEnumerable<string> candidates)
    {
        if (text.Length is 0 or > LongestName)
        {
            return null;
        }

        string? best = null;
        var limit = Math.Max(1, text.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - text.Length) < limit && candidate.Length <= LongestName)
            {
                var distance = Distance(text, candidate);
                if (distance < limit)
                {
                    (best, limit) = (candidate, distance);
                }
            }
        }

        return best;
    }

    /// <summary><c>; did you mean 'x'?</c> with the closest candidate, else the text given for the case that none is close.</summary>
    public static string Hint(string text, IEnumerable<string> candidates, string otherwise = ".")
        => Find(text, candidates) is { } name ? $"; did you mean '{name}'?" : otherwise;

    /// <summary>Edits between the two, case aside: insert, delete, replace, or swap two neighbours.</summary>
    internal static int Distance(string a, string b)
    {
        Span<int> beforeLast = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            last.CopyTo(beforeLast);
            current.CopyTo(last);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
