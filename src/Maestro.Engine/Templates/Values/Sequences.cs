using System.Numerics;

namespace Maestro.Engine.Templates.Values;

/// <summary>Values in an order.</summary>
internal abstract class SequenceValue : Value
{
    public abstract int Count { get; }

    public abstract Value this[int index] { get; }
}

/// <summary>A list, which can grow.</summary>
internal sealed class ListValue(List<Value> items) : SequenceValue
{
    public List<Value> Items { get; } = items;

    public override string Kind => "a list";

    public override int Count => Items.Count;

    public override Value this[int index] => Items[index];
}

/// <summary>A tuple; those of <c>groupby</c> have names for their items.</summary>
internal sealed class TupleValue(IReadOnlyList<Value> items, params string[] names) : SequenceValue
{
    public IReadOnlyList<Value> Items { get; } = items;

    public IReadOnlyList<string> Names { get; } = names;

    public override string Kind => "a tuple";

    public override int Count => Items.Count;

    public override Value this[int index] => Items[index];
}

/// <summary>What <c>range</c> gives.</summary>
internal sealed class RangeValue(BigInteger start, BigInteger stop, BigInteger step, int count) : SequenceValue
{
    public BigInteger Start { get; } = start;

    public BigInteger Stop { get; } = stop;

    public BigInteger Step { get; } = step;

    public override string Kind => "a range";

    public override int Count => count;

    public override Value this[int index] => IntegerValue.Of(Start + (Step * index));
}
