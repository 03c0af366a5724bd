using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The filters that a template can use: the built-in ones, and those of the program that it is rendered for.</summary>
/// <param name="added">Those of the program; none of them is called as a built-in one.</param>
internal sealed class FilterSet(IReadOnlyDictionary<string, TemplateFunction> added)
{
    private readonly Dictionary<string, Function> _added = added.ToDictionary(f => f.Key, f => ProgramFunctions.AsFilter(f.Value), StringComparer.Ordinal);

    public IEnumerable<string> Names => Filters.Table.Keys.Concat(_added.Keys);

    public bool Contains(string name) => Find(name) is not null;

    public Value Apply(TemplateRuntime runtime, string name, Value value, CallArguments arguments)
        => Find(name) is { } filter
            ? filter.Invoke(runtime, $"The filter '{name}'", value, arguments)
            : throw new TemplateFailure(DiagnosticCodes.TemplateUnsupported, $"There is no filter '{name}'{NearMiss.Hint(name, Names)}", runtime.At);

    private Function? Find(string name) => Filters.Table.GetValueOrDefault(name) ?? _added.GetValueOrDefault(name);
}
