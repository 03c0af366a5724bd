using System.Collections.Frozen;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The methods of lists and tuples.</summary>
internal static class ListMethods
{
    private static readonly Dictionary<string, Function> Reading = new(StringComparer.Ordinal)
    {
        ["index"] = new(1, IndexOf, "value"),
        ["count"] = new(1, (r, v, a) => IntegerValue.Of(r.Items(v).Count(i => r.Order.AreEqual(i, a.Given(0, NoneValue.Instance)))), "value"),
    };

    public static readonly FrozenDictionary<string, Function> OfTuple = Reading.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, Function> Table = new Dictionary<string, Function>(Reading, StringComparer.Ordinal)
    {
        ["append"] = new(1, (r, v, a) => Change(r, v, list => list.Add(a.Given(0, NoneValue.Instance))), "value"),
        ["extend"] = new(1, (r, v, a) => Change(r, v, list => list.AddRange(r.Items(a.Given(0, NoneValue.Instance)))), "values"),
        ["insert"] = new(2, (r, v, a) => Change(r, v, list => Insert(r, list, a.Int(0, 0), a.Given(1, NoneValue.Instance))), "index", "value"),
        ["pop"] = new(0, Pop, "index"),
        ["remove"] = new(1, Remove, "value"),
        ["reverse"] = new(0, (r, v, _) => Change(r, v, list => Reverse(r, list))),
        ["clear"] = new(0, (r, v, _) => Change(r, v, list => list.Clear())),
        ["copy"] = new(0, (r, v, _) => new ListValue([.. r.Items(v)])),
        ["sort"] = new(0, (r, v, a) => Change(r, v, list => Sort(r, list, a.Truth(0))), "reverse"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static NoneValue Change(TemplateRuntime runtime, Value value, Action<List<Value>> change)
    {
        var list = ((ListValue)value).Items;
        change(list);
        return list.Count <= TemplateLimits.Items ? NoneValue.Instance : throw runtime.Limit($"The template makes a list of more than {TemplateLimits.Items} items.");
    }

    private static IntegerValue IndexOf(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var items = runtime.Items(value);
        for (var i = 0; i < items.Count; i++)
        {
            if (runtime.Order.AreEqual(items[i], given.Given(0, NoneValue.Instance)))
            {
                return IntegerValue.Of(i);
            }
        }

        throw runtime.WrongType("The list does not have the value whose index is asked for.");
    }

    private static void Insert(TemplateRuntime runtime, List<Value> list, int index, Value value)
    {
        runtime.Spend(list.Count / TemplateLimits.CharactersPerStep);
        list.Insert(Math.Clamp(index < 0 ? index + list.Count : index, 0, list.Count), value);
    }

    private static Value Pop(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var list = ((ListValue)value).Items;
        var index = given.Int(0, -1);
        var at = index < 0 ? index + list.Count : index;
        if (at < 0 || at >= list.Count)
        {
            throw runtime.WrongType($"A list of length {list.Count} has no item {index} to take away.");
        }

        runtime.Spend((list.Count - at) / TemplateLimits.CharactersPerStep);
        var taken = list[at];
        list.RemoveAt(at);
        return taken;
    }

    private static NoneValue Remove(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        ((ListValue)value).Items.RemoveAt((int)IndexOf(runtime, value, given).Number);
        return NoneValue.Instance;
    }

    private static void Reverse(TemplateRuntime runtime, List<Value> list)
    {
        runtime.Spend(list.Count);
        list.Reverse();
    }

    private static void Sort(TemplateRuntime runtime, List<Value> list, bool isReversed)
    {
        var order = Comparer<Value>.Create(runtime.Order.Compare);
        List<Value> sorted = [.. isReversed ? list.OrderByDescending(i => i, order) : list.OrderBy(i => i, order)];
        list.Clear();
        list.AddRange(sorted);
    }
}
