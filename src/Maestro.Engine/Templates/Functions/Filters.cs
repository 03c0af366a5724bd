using System.Collections.Frozen;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The built-in filters by name.</summary>
internal static class Filters
{
    public static readonly FrozenDictionary<string, Function> Table =
        TextFilters.All.Concat(NumberFilters.All).Concat(ListFilters.All).Concat(SortingFilters.All).Concat(SelectionFilters.All)
            .ToFrozenDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
}
