using System.Numerics;
using System.Runtime.CompilerServices;

namespace Maestro.Engine.Templates.Values;

/// <summary>When two keys of a mapping are the same: as in Python, 1, 1.0 and true are.</summary>
internal sealed class KeyComparer : IEqualityComparer<Value>
{
    public const int LongestTuple = 16;

    public static readonly KeyComparer Instance = new();

    /// <summary>Whether a value can be a key: a scalar, or a short tuple of scalars.</summary>
    public static bool IsKey(Value value) => value switch
    {
        TupleValue tuple => tuple.Count <= LongestTuple && tuple.Items.All(i => i is not TupleValue && IsKey(i)),
        NoneValue or BooleanValue or IntegerValue or FloatValue or TextValue => true,
        _ => false,
    };

    public bool Equals(Value? x, Value? y) => (x, y) switch
    {
        (TextValue left, TextValue right) => left.Text == right.Text,
        (TupleValue left, TupleValue right) => left.Count == right.Count && left.Items.Zip(right.Items).All(p => Equals(p.First, p.Second)),
        (null, _) or (_, null) => ReferenceEquals(x, y),
        _ when Numbers.TryGet(x, out var left) && Numbers.TryGet(y, out var right) => Numbers.Compare(left, right) == 0,
        _ => ReferenceEquals(x, y),
    };

    public int GetHashCode(Value value) => value switch
    {
        TextValue text => text.Text.GetHashCode(StringComparison.Ordinal),
        TupleValue tuple => tuple.Items.Aggregate(tuple.Count, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        BooleanValue truth => ((BigInteger)(truth.Truth ? 1 : 0)).GetHashCode(),
        IntegerValue integer => integer.Number.GetHashCode(),
        FloatValue { Number: var number } when double.IsInteger(number) => ((BigInteger)number).GetHashCode(),
        FloatValue number => number.Number.GetHashCode(),
        _ => RuntimeHelpers.GetHashCode(value),
    };
}
