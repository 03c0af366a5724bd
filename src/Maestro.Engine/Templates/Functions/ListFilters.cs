using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>Filters for lists and mappings as a whole, and for what may be undefined.</summary>
internal static class ListFilters
{
    public static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["default"] = new(0, Default, "default_value", "boolean"),
        ["d"] = new(0, Default, "default_value", "boolean"),
        ["length"] = new(0, Length),
        ["count"] = new(0, Length),
        ["list"] = new(0, (r, v, _) => new ListValue([.. r.Items(v)])),
        ["first"] = new(0, (r, v, _) => r.Items(v) is [var first, ..] ? first : Nothing(r)),
        ["last"] = new(0, (r, v, _) => r.Items(v) is [.., var last] ? last : Nothing(r)),
        ["join"] = new(0, Join, "d", "attribute"),
        ["reverse"] = new(0, Reverse),
        ["items"] = new(0, (r, v, _) => v is UndefinedValue { IsLenient: true } ? new ListValue([]) : Pairs(r, v)),
        ["batch"] = new(1, Batch, "linecount", "fill_with"),
        ["slice"] = new(1, Slice, "slices", "fill_with"),
        ["sum"] = new(0, Sum, "attribute", "start"),
        ["attr"] = new(1, (r, v, a) => ValueMembers.Attribute(r, v, a.Text(0, string.Empty)), "name"),
    };

    /// <summary>The entries of a mapping as tuples.</summary>
    public static ListValue Pairs(TemplateRuntime runtime, Value value)
    {
        if (TemplateRuntime.Defined(value) is not MappingValue mapping)
        {
            throw runtime.WrongType($"Expected a mapping; found {value.Kind}.");
        }

        runtime.SpendItems(mapping.Entries.Count);
        return new ListValue([.. mapping.Entries.Select(e => new TupleValue([e.Key, e.Value]))]);
    }

    private static Value Default(TemplateRuntime runtime, Value value, BoundArguments given)
        => value is UndefinedValue || (given.Truth(1) && !TemplateRuntime.Truth(value)) ? given.Given(0, TextValue.Empty) : value;

    private static IntegerValue Length(TemplateRuntime runtime, Value value, BoundArguments given) => TemplateRuntime.Defined(value) switch
    {
        TextValue text => IntegerValue.Of(text.Text.Length - text.Text.Count(char.IsLowSurrogate)),
        SequenceValue sequence => IntegerValue.Of(sequence.Count),
        MappingValue mapping => IntegerValue.Of(mapping.Entries.Count),
        UndefinedValue => IntegerValue.Of(0),
        _ => throw runtime.WrongType($"{value.Kind} has no length."),
    };

    private static UndefinedValue Nothing(TemplateRuntime runtime)
        => new(new TemplateFailure(Diagnostics.DiagnosticCodes.TemplateAttribute, "The list is empty, so it has no first and no last item.", runtime.At), "item", runtime.IsLenient);

    private static TextValue Join(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var separator = given.Text(0, string.Empty);
        var texts = new List<string>();
        var length = 0L;
        foreach (var item in runtime.Items(value))
        {
            texts.Add(runtime.Text.Of(Attributes.Of(runtime, item, given[1])));
            length += texts[^1].Length + separator.Length;
            runtime.SpendText(length > TemplateLimits.Characters ? length : texts[^1].Length);
        }

        return new TextValue(string.Join(separator, texts));
    }

    private static Value Reverse(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var items = runtime.Items(value).Reverse();
        return value is TextValue ? new TextValue(string.Concat(items.Select(c => ((TextValue)c).Text))) : new ListValue([.. items]);
    }

    private static ListValue Batch(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var size = Positive(runtime, given.Int(0, 1));
        var lists = runtime.Items(value).Chunk(size).Select(c => c.ToList()).ToList();
        if (given[1] is { } fill && lists is [.., var last])
        {
            runtime.SpendItems(size - last.Count);
            last.AddRange(Enumerable.Repeat(fill, size - last.Count));
        }

        return new ListValue([.. lists.Select(l => new ListValue(l))]);
    }

    private static ListValue Slice(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var items = runtime.Items(value);
        var count = runtime.SpendItems(Positive(runtime, given.Int(0, 1)));
        var (size, longer) = (items.Count / count, items.Count % count);
        var lists = new List<Value>(count);
        for (var (i, at) = (0, 0); i < count; i++)
        {
            var slice = items.Skip(at).Take(size + (i < longer ? 1 : 0)).ToList();
            at += slice.Count;
            if (given[1] is { } fill && longer > 0 && i >= longer)
            {
                slice.Add(fill);
            }

            lists.Add(new ListValue(slice));
        }

        return new ListValue(lists);
    }

    private static int Positive(TemplateRuntime runtime, int number)
        => number > 0 ? number : throw runtime.WrongType("Expected a number greater than 0.");

    private static Value Sum(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var sum = given.Given(1, IntegerValue.Of(0));
        foreach (var item in runtime.Items(value))
        {
            sum = ValueArithmetic.Apply(runtime, "+", sum, Attributes.Of(runtime, item, given[0]));
        }

        return sum;
    }
}
