using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>Filters that compare items. The case of texts does not matter unless they are told so.</summary>
internal static class SortingFilters
{
    public static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["sort"] = new(0, Sort, "reverse", "case_sensitive", "attribute"),
        ["dictsort"] = new(0, SortMapping, "case_sensitive", "by", "reverse"),
        ["unique"] = new(0, Unique, "case_sensitive", "attribute"),
        ["min"] = new(0, (r, v, a) => Extreme(r, v, a, -1), "case_sensitive", "attribute"),
        ["max"] = new(0, (r, v, a) => Extreme(r, v, a, 1), "case_sensitive", "attribute"),
        ["groupby"] = new(1, GroupBy, "attribute", "default", "case_sensitive"),
    };

    private static ListValue Sort(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var attributes = given[2] is TextValue names ? names.Text.Split(',').Select(Value? (n) => new TextValue(n)).ToList() : [given[2]];
        var keyed = runtime.Items(value).Select(i => (Item: i, Key: Key(i))).ToList();
        return new ListValue([.. Ordered(runtime, keyed, given.Truth(0)).Select(k => k.Item)]);

        Value Key(Value item)
        {
            var keys = attributes.ConvertAll(a => Folded(Attributes.Of(runtime, item, a), given.Truth(1)));
            return keys is [var only] ? only : new ListValue(keys);
        }
    }

    private static ListValue SortMapping(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var index = given.Text(1, "key") switch
        {
            "key" => 0,
            "value" => 1,
            _ => throw runtime.WrongType("The filter 'dictsort' sorts by 'key' or by 'value'."),
        };
        var keyed = ListFilters.Pairs(runtime, value).Items.ConvertAll(p => (Item: p, Key: Folded(((TupleValue)p)[index], given.Truth(0))));
        return new ListValue([.. Ordered(runtime, keyed, given.Truth(2)).Select(k => k.Item)]);
    }

    private static ListValue Unique(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var seen = new HashSet<Value>(KeyComparer.Instance);
        return new ListValue([.. runtime.Items(value).Where(i => seen.Add(Hashable(runtime, Folded(Attributes.Of(runtime, i, given[1]), given.Truth(0)))))]);
    }

    private static Value Extreme(TemplateRuntime runtime, Value value, BoundArguments given, int sign)
    {
        (Value Item, Value Key)? best = null;
        foreach (var item in runtime.Items(value))
        {
            var key = Folded(Attributes.Of(runtime, item, given[1]), given.Truth(0));
            best = best is null || runtime.Order.Compare(key, best.Value.Key) * sign > 0 ? (item, key) : best;
        }

        return best?.Item ?? new UndefinedValue(
            new TemplateFailure(Diagnostics.DiagnosticCodes.TemplateAttribute, "The list is empty, so it has no smallest and no greatest item.", runtime.At), "item", runtime.IsLenient);
    }

    private static ListValue GroupBy(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var keyed = runtime.Items(value).Select(i => (Item: i, Key: Attribute(i))).ToList();
        var groups = new List<Value>();
        Value? last = null;
        foreach (var (item, key) in Ordered(runtime, keyed.ConvertAll(k => (k, Folded(k.Key, given.Truth(2)))), isReversed: false).Select(k => (k.Item, k.Key)))
        {
            if (last is null || !runtime.Order.AreEqual(last, key))
            {
                groups.Add(new TupleValue([item.Key, new ListValue([])], "grouper", "list"));
                last = key;
            }

            ((ListValue)((TupleValue)groups[^1])[1]).Items.Add(item.Item);
        }

        return new ListValue(groups);

        Value Attribute(Value item)
        {
            var found = Attributes.Of(runtime, item, given[0]);
            return found is UndefinedValue && given[1] is { } otherwise ? otherwise : TemplateRuntime.Defined(found);
        }
    }

    private static List<(T Item, Value Key)> Ordered<T>(TemplateRuntime runtime, List<(T Item, Value Key)> keyed, bool isReversed)
    {
        var order = Comparer<Value>.Create(runtime.Order.Compare);
        return [.. isReversed ? keyed.OrderByDescending(k => k.Key, order) : keyed.OrderBy(k => k.Key, order)];
    }

    private static Value Folded(Value value, bool isCaseSensitive) => isCaseSensitive ? value : Attributes.IgnoreCase(value);

    private static Value Hashable(TemplateRuntime runtime, Value value)
        => KeyComparer.IsKey(TemplateRuntime.Defined(value)) ? value : throw runtime.WrongType($"{value.Kind} cannot be told from others by its value; give an attribute.");
}
