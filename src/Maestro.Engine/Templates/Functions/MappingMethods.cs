using System.Collections.Frozen;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The methods of mappings.</summary>
internal static class MappingMethods
{
    private static readonly Dictionary<string, Function> Reading = new(StringComparer.Ordinal)
    {
        ["items"] = new(0, (r, v, _) => ListFilters.Pairs(r, v)),
        ["keys"] = new(0, (r, v, _) => new ListValue([.. r.Items(v)])),
        ["values"] = new(0, (r, v, _) => new ListValue([.. r.Items(v).Select(k => ((MappingValue)v).Entries[k])])),
        ["copy"] = new(0, (r, v, _) => Copy(r, (MappingValue)v)),
    };

    public static readonly FrozenDictionary<string, Function> OfEnvironment = new Dictionary<string, Function>(Reading, StringComparer.Ordinal)
    {
        ["get"] = new(1, GetVariable, "key", "default"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, Function> Table = new Dictionary<string, Function>(Reading, StringComparer.Ordinal)
    {
        ["get"] = new(1, (r, v, a) => ((MappingValue)v).Entries.GetValueOrDefault(Key(r, a.Given(0, NoneValue.Instance))) ?? a.Given(1, NoneValue.Instance), "key", "default"),
        ["update"] = new(Update),
        ["setdefault"] = new(1, SetDefault, "key", "default"),
        ["pop"] = new(1, Pop, "key", "default"),
        ["clear"] = new(0, (_, v, _) => Clear((MappingValue)v)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A value that can be a key.</summary>
    public static Value Key(TemplateRuntime runtime, Value value)
        => KeyComparer.IsKey(TemplateRuntime.Defined(value)) ? value : throw runtime.WrongType($"{value.Kind} cannot be a key; expected a text, a number, or a short tuple of them.");

    /// <summary>Puts entries into a mapping: those of another one, pairs, and named values.</summary>
    public static void Put(TemplateRuntime runtime, MappingValue mapping, CallArguments given)
    {
        foreach (var source in given.Positional)
        {
            var pairs = TemplateRuntime.Defined(source) is MappingValue ? ListFilters.Pairs(runtime, source).Items : runtime.Items(source);
            foreach (var pair in pairs)
            {
                var items = runtime.Items(pair);
                mapping.Entries[Key(runtime, items.Count == 2 ? items[0] : throw runtime.WrongType("Expected pairs of a key and a value."))] = items[1];
            }
        }

        foreach (var (name, value) in given.Named)
        {
            mapping.Entries[new TextValue(name)] = value;
        }

        runtime.SpendItems(mapping.Entries.Count);
    }

    private static MappingValue Copy(TemplateRuntime runtime, MappingValue mapping)
    {
        runtime.SpendItems(mapping.Entries.Count);
        return new MappingValue(mapping.Entries);
    }

    // Asking for a variable without a default is a mistake as soon as the answer is used.
    private static Value GetVariable(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var environment = (MappingValue)value;
        var key = Key(runtime, given.Given(0, NoneValue.Instance));
        if (environment.Entries.TryGetValue(key, out var found))
        {
            return found;
        }

        var missing = ValueMembers.MissingVariable(runtime, environment, runtime.Text.Of(key));
        return given.Given(1, new UndefinedValue(missing.Failure, missing.Label, missing.IsLenient) { IsNone = true });
    }

    private static NoneValue Update(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        Put(runtime, (MappingValue)value, given.All);
        return NoneValue.Instance;
    }

    private static Value SetDefault(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var (entries, key) = (((MappingValue)value).Entries, Key(runtime, given.Given(0, NoneValue.Instance)));
        entries.TryAdd(key, given.Given(1, NoneValue.Instance));
        return entries[key];
    }

    private static Value Pop(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var (entries, key) = (((MappingValue)value).Entries, Key(runtime, given.Given(0, NoneValue.Instance)));
        runtime.Spend(entries.Count);
        if (!entries.Remove(key, out var removed))
        {
            removed = given.Given(1, NoneValue.Instance) is var other && (given[1] is not null || given.All.Positional.Count > 1) ? other : throw runtime.WrongType("The mapping has no such key; give a default as second argument.");
        }

        return removed;
    }

    private static NoneValue Clear(MappingValue mapping)
    {
        mapping.Entries.Clear();
        return NoneValue.Instance;
    }
}
