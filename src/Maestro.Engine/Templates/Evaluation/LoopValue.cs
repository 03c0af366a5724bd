using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary><c>loop</c>: where a loop stands.</summary>
/// <param name="items">What it goes through.</param>
/// <param name="depth">How many recursive loops it is inside, itself included.</param>
internal sealed class LoopValue(IReadOnlyList<Value> items, int depth = 1) : ObjectValue
{
    private static readonly string[] Known =
        ["index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "depth", "depth0", "cycle", "changed"];

    private IReadOnlyList<Value>? _changed;

    /// <summary>The number of the item, from 0.</summary>
    public int Index { get; set; }

    /// <summary>Goes through other items in the same way; null unless the loop is recursive.</summary>
    public CallableValue? Recursion { get; init; }

    public override string Kind => "a loop";

    public override IEnumerable<string> Names => Known;

    public override Value? Attribute(string name) => name switch
    {
        "index" => IntegerValue.Of(Index + 1),
        "index0" => IntegerValue.Of(Index),
        "revindex" => IntegerValue.Of(items.Count - Index),
        "revindex0" => IntegerValue.Of(items.Count - Index - 1),
        "first" => BooleanValue.Of(Index == 0),
        "last" => BooleanValue.Of(Index == items.Count - 1),
        "length" => IntegerValue.Of(items.Count),
        "previtem" when Index > 0 => items[Index - 1],
        "nextitem" when Index < items.Count - 1 => items[Index + 1],
        "depth" => IntegerValue.Of(depth),
        "depth0" => IntegerValue.Of(depth - 1),
        "cycle" => new CallableValue(name, Cycle),
        "changed" => new CallableValue(name, HasChanged),
        _ => null,
    };

    private Value Cycle(TemplateRuntime runtime, CallArguments given)
        => given.Positional.Count > 0 ? given.Positional[Index % given.Positional.Count] : throw runtime.WrongType("'loop.cycle' needs at least one value.");

    private BooleanValue HasChanged(TemplateRuntime runtime, CallArguments given)
    {
        var same = _changed is not null && _changed.Count == given.Positional.Count && _changed.Zip(given.Positional).All(p => runtime.Order.AreEqual(p.First, p.Second));
        _changed = given.Positional;
        return BooleanValue.Of(!same);
    }
}
