using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Suggests names for unknown ones, for so many of them that a file full of mistakes stays fast.</summary>
internal sealed class NameSuggestions(IReadOnlyCollection<string> names, string kind)
{
    private const int MostSearches = 100;
    private const int MostListed = 10;

    private readonly Dictionary<string, string> _hints = new(StringComparer.Ordinal);

    /// <summary>What to say after 'x is no …': the name that was probably meant, else the names there are.</summary>
    public string Hint(string unknown)
    {
        if (!_hints.TryGetValue(unknown, out var hint) && _hints.Count < MostSearches)
        {
            _hints[unknown] = hint = NearMiss.Hint(unknown, names, Listed());
        }

        return hint ?? ".";
    }

    private string Listed() => names.Count == 0
        ? $"; the file has no {kind}s."
        : $"; the {kind}s are: {string.Join(", ", names.Take(MostListed))}{(names.Count > MostListed ? ", …" : string.Empty)}.";
}
