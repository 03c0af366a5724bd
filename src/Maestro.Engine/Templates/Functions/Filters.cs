using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>All filters by name.</summary>
internal static class Filters
{
    public static readonly FrozenDictionary<string, Function> Table =
        TextFilters.All.Concat(NumberFilters.All).Concat(ListFilters.All).Concat(SortingFilters.All).Concat(SelectionFilters.All)
            .ToFrozenDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    public static Value Apply(TemplateRuntime runtime, string name, Value value, CallArguments arguments)
        => Table.TryGetValue(name, out var filter)
            ? filter.Invoke(runtime, $"The filter '{name}'", value, arguments)
            : throw new TemplateFailure(DiagnosticCodes.TemplateUnsupported, $"There is no filter '{name}'{NearMiss.Hint(name, Table.Keys)}", runtime.At);
}
