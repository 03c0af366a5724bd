using System.Globalization;
using System.Numerics;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Functions;

namespace Maestro.Engine.Templates.Values;

/// <summary>What hangs on a value: attributes, methods, items, slices.</summary>
internal static class ValueMembers
{
    /// <summary><c>target.name</c>: a method, else an attribute, else the item of that key.</summary>
    public static Value Attribute(TemplateRuntime runtime, Value target, string name)
    {
        RequireDefined(runtime, target, name);
        if (Methods.Of(target, name) is { } method)
        {
            return new CallableValue(name, (r, arguments) => method.Invoke(r, $"The method '{name}'", target, arguments));
        }

        return target switch
        {
            MappingValue mapping => mapping.TryGet(name, out var value) ? value : MissingKey(runtime, mapping, name),
            ObjectValue thing => thing.Attribute(name) ?? Missing(runtime, name, $"{Capital(thing.Kind)} has no '{name}'{NearMiss.Hint(name, thing.Names)}"),
            TupleValue tuple when tuple.Names.Contains(name) => tuple[tuple.Names.ToList().IndexOf(name)],
            _ => Missing(runtime, name, $"{Capital(target.Kind)} has no attribute '{name}'{NearMiss.Hint(name, Methods.NamesOf(target))}"),
        };
    }

    /// <summary><c>target[index]</c>.</summary>
    public static Value Item(TemplateRuntime runtime, Value target, Value index)
    {
        var key = TemplateRuntime.Defined(index);
        RequireDefined(runtime, target, key is TextValue named ? named.Text : "…");
        switch (target, key)
        {
            case (MappingValue mapping, _) when KeyComparer.IsKey(key):
                return mapping.Entries.TryGetValue(key, out var value) ? value : key is TextValue text ? MissingKey(runtime, mapping, text.Text) : Missing(runtime, "…", "The mapping has no such key.");
            case (SequenceValue sequence, IntegerValue or BooleanValue):
                return At(runtime, sequence.Count, runtime.Int(key, "an index"), i => sequence[i], target);
            case (TextValue characters, IntegerValue or BooleanValue):
                var all = TemplateRuntime.Characters(runtime.Spend(characters.Text)).ToList();
                return At(runtime, all.Count, runtime.Int(key, "an index"), i => all[i], target);
            case (_, TextValue name):
                return Attribute(runtime, target, name.Text);
            default:
                return Missing(runtime, "…", $"{Capital(target.Kind)} has no item for {key.Kind}.");
        }
    }

    /// <summary><c>target[start:stop:step]</c>.</summary>
    public static Value Slice(TemplateRuntime runtime, Value target, Value? start, Value? stop, Value? step)
    {
        var items = target is TextValue text ? [.. TemplateRuntime.Characters(runtime.Spend(text.Text))] : runtime.Items(target);
        var stride = Bound(runtime, step) ?? 1;
        if (stride == 0 || target is MappingValue)
        {
            throw runtime.WrongType(stride == 0 ? "The step of a slice cannot be 0." : "A mapping has no slices.");
        }

        var (from, to) = stride > 0
            ? (Clamp(Bound(runtime, start) ?? 0, items.Count, 0, items.Count), Clamp(Bound(runtime, stop) ?? items.Count, items.Count, 0, items.Count))
            : (Clamp(Bound(runtime, start) ?? items.Count - 1, items.Count, -1, items.Count - 1), Bound(runtime, stop) is { } end ? Clamp(end, items.Count, -1, items.Count - 1) : -1);
        var taken = new List<Value>();
        for (long i = from; stride > 0 ? i < to : i > to; i += stride)
        {
            taken.Add(items[(int)i]);
        }

        return target switch
        {
            TextValue => new TextValue(string.Concat(taken.Select(c => ((TextValue)c).Text))),
            TupleValue => new TupleValue(taken),
            _ => new ListValue(taken),
        };
    }

    /// <summary>A path such as <c>a.b.0</c>, as filters take it.</summary>
    public static Value Follow(TemplateRuntime runtime, Value value, ReadOnlySpan<string> path)
    {
        var found = value;
        foreach (var part in path)
        {
            found = part.Length > 0 && part.All(char.IsAsciiDigit)
                ? Item(runtime, found, IntegerValue.Of(BigInteger.Parse(part.AsSpan(0, Math.Min(part.Length, 9)), NumberStyles.None, CultureInfo.InvariantCulture)))
                : Item(runtime, found, new TextValue(part));
        }

        return found;
    }

    private static void RequireDefined(TemplateRuntime runtime, Value target, string name)
    {
        if (target is UndefinedValue missing)
        {
            throw missing.IsLenient
                ? new TemplateFailure(DiagnosticCodes.TemplateAttribute, $"'{missing.Label}' is undefined, so it has no '{name}'; give a default with the filter default('…').", runtime.At)
                : missing.Failure;
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Value At(TemplateRuntime runtime, int count, int index, Func<int, Value> item, Value target)
    {
        var at = index < 0 ? index + count : index;
        return at >= 0 && at < count ? item(at) : Missing(runtime, "item", $"{Capital(target.Kind)} of length {count} has no item {index}.");
    }

    private static long? Bound(TemplateRuntime runtime, Value? value) => value is null or NoneValue ? null : runtime.Int(value, "a slice");

    private static int Clamp(long index, int count, int least, int most) => (int)Math.Clamp(index < 0 ? index + count : index, least, most);

    private static UndefinedValue MissingKey(TemplateRuntime runtime, MappingValue mapping, string name) => mapping is EnvironmentValue
        ? MissingVariable(runtime, mapping, name)
        : Missing(runtime, name, $"The mapping has no '{name}'{NearMiss.Hint(name, mapping.Names.Take(TemplateLimits.Depth))} Give a default with the filter default('…'), or ask with 'is defined'.");

    public static UndefinedValue MissingVariable(TemplateRuntime runtime, MappingValue environment, string name)
    {
        var hint = runtime.IsLenient ? "." : NearMiss.Hint(name, environment.Names);
        var message = $"The environment variable '{name}' is not set{hint} Set it, or give a default: {{{{ env.{name} | default('…') }}}}.";
        return new UndefinedValue(new TemplateFailure(DiagnosticCodes.VariableUndefined, message, runtime.At), name, runtime.IsLenient);
    }

    private static UndefinedValue Missing(TemplateRuntime runtime, string label, string message)
        => new(new TemplateFailure(DiagnosticCodes.TemplateAttribute, message, runtime.At), label, runtime.IsLenient);
}
