using System.Collections.Frozen;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The methods of values.</summary>
internal static class Methods
{
    private static readonly FrozenDictionary<string, Function> None = FrozenDictionary<string, Function>.Empty;

    public static Function? Of(Value value, string name) => TableOf(value).GetValueOrDefault(name);

    public static IEnumerable<string> NamesOf(Value value) => TableOf(value).Keys;

    private static FrozenDictionary<string, Function> TableOf(Value value) => value switch
    {
        TextValue => TextMethods.Table,
        EnvironmentValue => MappingMethods.OfEnvironment,
        MappingValue => MappingMethods.Table,
        ListValue => ListMethods.Table,
        TupleValue => ListMethods.OfTuple,
        _ => None,
    };
}
