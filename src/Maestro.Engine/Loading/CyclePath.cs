namespace Maestro.Engine.Loading;

/// <summary>Writes down a circle of names: <c>a → b → a</c>.</summary>
internal static class CyclePath
{
    private const int Longest = 50;

    public static string Of(IEnumerable<string> circle)
    {
        List<string> names = [.. circle];
        names.Add(names[0]);
        if (names.Count > Longest)
        {
            names = [.. names.Take(Longest - 1), $"({names.Count - Longest} more)", names[^1]];
        }

        return string.Join(" → ", names);
    }
}
