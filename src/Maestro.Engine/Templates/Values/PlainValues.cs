using System.Collections;
using System.Globalization;
using System.Numerics;
using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>Values of templates as values of .NET, as <see cref="TemplateFunction"/> lists them, and back.</summary>
/// <param name="name">How messages name the function that takes and gives them, at the beginning of a sentence.</param>
internal sealed class PlainValues(TemplateRuntime runtime, string name)
{
    public object? Of(Value value) => Of(value, 0);

    public Value From(object? value) => From(value, 0);

    private object? Of(Value value, int depth)
    {
        Spend(depth);
        return TemplateRuntime.Defined(value) switch
        {
            NoneValue or UndefinedValue => null,
            BooleanValue truth => truth.Truth,
            TextValue text => text.Text,
            FloatValue number => number.Number,
            IntegerValue { Number: var number } when number >= long.MinValue && number <= long.MaxValue => (long)number,
            IntegerValue => throw runtime.WrongType($"{name} takes whole numbers of 64 bits; a larger one is given."),
            SequenceValue sequence => Array.AsReadOnly([.. runtime.Items(sequence).Select(i => Of(i, depth + 1))]),
            MappingValue mapping => Mapping(mapping, depth + 1),
            _ => throw runtime.WrongType($"{name} cannot take {value.Kind}."),
        };
    }

    private OrderedDictionary<string, object?> Mapping(MappingValue mapping, int depth)
    {
        var plain = new OrderedDictionary<string, object?>(mapping.Entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            plain[key is TextValue text ? text.Text : throw runtime.WrongType($"{name} takes mappings whose keys are texts; a key is {key.Kind}.")] = Of(value, depth);
        }

        return plain;
    }

    private Value From(object? value, int depth)
    {
        Spend(depth);
        return value switch
        {
            null => NoneValue.Instance,
            bool truth => BooleanValue.Of(truth),
            string text => new TextValue(runtime.Spend(text)),
            BigInteger number => IntegerValue.Of(number),
            ulong number => IntegerValue.Of((BigInteger)number),
            int or long or uint or short or ushort or byte or sbyte => IntegerValue.Of((BigInteger)Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            double or float or decimal => new FloatValue(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            IEnumerable<KeyValuePair<string, object?>> mapping => new MappingValue(mapping.Select(e => Entry(e.Key, e.Value, depth + 1))),
            IDictionary mapping => new MappingValue(mapping.Keys.Cast<object>().Select(k => Entry(k as string ?? throw Strange(k), mapping[k], depth + 1))),
            IEnumerable items => new ListValue([.. items.Cast<object?>().Select(i => From(i, depth + 1))]),
            _ => throw Strange(value),
        };
    }

    private KeyValuePair<Value, Value> Entry(string key, object? value, int depth) => KeyValuePair.Create<Value, Value>(new TextValue(key), From(value, depth));

    private TemplateFailure Strange(object value)
        => runtime.WrongType($"{name} gave a {value.GetType().Name}, which templates do not know; they know null, bool, whole numbers, double, string, lists, and mappings whose keys are texts.");

    private void Spend(int depth)
    {
        runtime.Spend();
        if (depth > TemplateLimits.Depth)
        {
            throw runtime.Limit($"A value is nested more than {TemplateLimits.Depth} levels deep.");
        }
    }
}
