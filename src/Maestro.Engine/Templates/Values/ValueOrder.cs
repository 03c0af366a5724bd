using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>When values are equal, which goes before which, and what lies in what.</summary>
internal sealed class ValueOrder(TemplateRuntime runtime)
{
    public bool AreEqual(Value left, Value right) => AreEqual(Known(left), Known(right), 0);

    /// <summary>Less than zero when the left one goes first. Only numbers, texts, and lists of them have an order.</summary>
    public int Compare(Value left, Value right) => Compare(TemplateRuntime.Defined(left), TemplateRuntime.Defined(right), 0)
        ?? throw runtime.WrongType($"{Capital(left.Kind)} and {right.Kind} have no order; turn them into one kind, for instance with the filter 'int' or 'string'.");

    public bool Contains(Value container, Value item)
    {
        switch (TemplateRuntime.Defined(container))
        {
            case UndefinedValue:
                return false;
            case TextValue text:
                runtime.Spend(text.Text);
                return TemplateRuntime.Defined(item) is TextValue part
                    ? text.Text.Contains(part.Text, StringComparison.Ordinal)
                    : throw runtime.WrongType($"Only a text can be in a text; found {item.Kind}.");
            case MappingValue mapping:
                return KeyComparer.IsKey(TemplateRuntime.Defined(item)) && mapping.Entries.ContainsKey(item);
            case SequenceValue sequence:
                return Enumerable.Range(0, sequence.Count).Any(i => AreEqual(sequence[i], item));
            default:
                throw runtime.WrongType($"Nothing can be in {container.Kind}; expected a list, a mapping or a text.");
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Value Known(Value value) => value is UndefinedValue { IsNone: true } ? NoneValue.Instance : TemplateRuntime.Defined(value);

    private bool AreEqual(Value left, Value right, int depth)
    {
        Descend(depth);
        return (left, right) switch
        {
            _ when ReferenceEquals(left, right) => true,
            (TextValue a, TextValue b) => a.Text == b.Text,
            (UndefinedValue, UndefinedValue) => true,
            (MappingValue a, MappingValue b) => a.Entries.Count == b.Entries.Count
                && a.Entries.All(e => b.Entries.TryGetValue(e.Key, out var other) && AreEqual(e.Value, other, depth + 1)),
            (TupleValue, TupleValue) or (ListValue, ListValue) or (RangeValue, RangeValue) => SequencesAreEqual((SequenceValue)left, (SequenceValue)right, depth),
            _ => Numbers.TryGet(left, out var a) && Numbers.TryGet(right, out var b) && Numbers.Compare(a, b) == 0,
        };
    }

    private bool SequencesAreEqual(SequenceValue left, SequenceValue right, int depth)
        => left.Count == right.Count && Enumerable.Range(0, left.Count).All(i => AreEqual(left[i], right[i], depth + 1));

    private int? Compare(Value left, Value right, int depth)
    {
        Descend(depth);
        return (left, right) switch
        {
            (TextValue a, TextValue b) => CompareTexts(a.Text, b.Text),
            (ListValue a, ListValue b) => CompareSequences(a, b, depth),
            (TupleValue a, TupleValue b) => CompareSequences(a, b, depth),
            _ when Numbers.TryGet(left, out var a) && Numbers.TryGet(right, out var b) => Numbers.Compare(a, b) ?? 1,
            _ => null,
        };
    }

    // By code points, as Python does; UTF-16 puts what lies beyond the first plane before the end of it.
    private static int CompareTexts(string left, string right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i])
            {
                return char.IsSurrogate(left[i]) == char.IsSurrogate(right[i]) ? left[i].CompareTo(right[i]) : char.IsSurrogate(left[i]) ? 1 : -1;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private int? CompareSequences(SequenceValue left, SequenceValue right, int depth)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (!AreEqual(left[i], right[i], depth + 1))
            {
                return Compare(left[i], right[i], depth + 1);
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    private void Descend(int depth)
    {
        runtime.Spend();
        if (depth > TemplateLimits.Depth)
        {
            throw runtime.Limit($"A value is nested more than {TemplateLimits.Depth} levels deep.");
        }
    }
}
