using System.Numerics;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The functions that every template can call.</summary>
internal static class Globals
{
    private static readonly Dictionary<string, Function> Functions = new(StringComparer.Ordinal)
    {
        ["range"] = new(1, Range, "start", "stop", "step"),
        ["dict"] = new((r, _, a) => Filled(r, new MappingValue(), a.All)),
        ["namespace"] = new(Namespace),
        ["cycler"] = new((r, _, a) => new CyclerValue(a.All.Positional is [] ? throw r.WrongType("'cycler' needs at least one value.") : a.All.Positional)),
        ["joiner"] = new(0, (r, _, a) => Joiner(a.Text(0, ", ")), "sep"),
    };

    public static IEnumerable<string> Names => Functions.Keys;

    /// <summary>The functions, and those of the program that the template is rendered for.</summary>
    public static IEnumerable<CallableValue> With(IReadOnlyDictionary<string, TemplateFunction> added)
        => Functions.Concat(added.Select(f => KeyValuePair.Create(f.Key, ProgramFunctions.AsFunction(f.Value)))).Select(f => Callable(f.Key, f.Value));

    private static CallableValue Callable(string name, Function function)
        => new(name, (runtime, given) => function.Invoke(runtime, $"The function '{name}'", NoneValue.Instance, given));

    private static RangeValue Range(TemplateRuntime runtime, Value self, BoundArguments given)
    {
        var (first, second) = (Whole(runtime, given, 0, 0), Whole(runtime, given, 1, 0));
        var (start, stop, step) = given[1] is null ? (BigInteger.Zero, first, BigInteger.One) : (first, second, Whole(runtime, given, 2, 1));
        if (step.IsZero)
        {
            throw runtime.WrongType("The step of a range cannot be 0.");
        }

        var count = BigInteger.Max(0, ((stop - start) + step - step.Sign) / step);
        return count <= TemplateLimits.Items
            ? new RangeValue(start, stop, step, (int)count)
            : throw runtime.Limit($"A range may have at most {TemplateLimits.Items} numbers.");
    }

    private static BigInteger Whole(TemplateRuntime runtime, BoundArguments given, int index, int otherwise) => given[index] switch
    {
        null => otherwise,
        var value when Numbers.TryGet(TemplateRuntime.Defined(value), out var number) && !number.IsFloat => number.Integer,
        var value => throw runtime.WrongType($"'range' needs whole numbers; found {value.Kind}. The filter 'int' makes one of a text."),
    };

    private static MappingValue Filled(TemplateRuntime runtime, MappingValue mapping, CallArguments given)
    {
        MappingMethods.Put(runtime, mapping, given);
        return mapping;
    }

    private static NamespaceValue Namespace(TemplateRuntime runtime, Value self, BoundArguments given)
    {
        var space = new NamespaceValue();
        foreach (var (name, value) in Filled(runtime, new MappingValue(), given.All).Entries)
        {
            space.Attributes[runtime.Text.Of(name)] = value;
        }

        return space;
    }

    // Empty the first time, then the separator.
    private static CallableValue Joiner(string separator)
    {
        var used = false;
        return new CallableValue("joiner", (_, _) =>
        {
            var text = used ? separator : string.Empty;
            used = true;
            return new TextValue(text);
        });
    }

    private sealed class CyclerValue(IReadOnlyList<Value> values) : ObjectValue
    {
        private int _at;

        public override string Kind => "a cycler";

        public override IEnumerable<string> Names => ["next", "reset", "current"];

        public override Value? Attribute(string name) => name switch
        {
            "current" => values[_at],
            "next" => new CallableValue(name, (_, _) => Advance()),
            "reset" => new CallableValue(name, (_, _) => Reset()),
            _ => null,
        };

        private Value Advance()
        {
            var value = values[_at];
            _at = (_at + 1) % values.Count;
            return value;
        }

        private NoneValue Reset()
        {
            _at = 0;
            return NoneValue.Instance;
        }
    }
}
