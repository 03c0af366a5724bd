namespace Maestro.Engine.Templates.Values;

/// <summary>Something with attributes and nothing else: a namespace, a loop, an imported file.</summary>
internal abstract class ObjectValue : Value
{
    public abstract IEnumerable<string> Names { get; }

    /// <summary>An attribute, or null.</summary>
    public abstract Value? Attribute(string name);
}

/// <summary>What <c>namespace()</c> gives: a thing whose attributes <c>set</c> can change from inside a loop.</summary>
internal sealed class NamespaceValue : ObjectValue
{
    public Dictionary<string, Value> Attributes { get; } = new(StringComparer.Ordinal);

    public override string Kind => "a namespace";

    public override IEnumerable<string> Names => Attributes.Keys;

    public override Value? Attribute(string name) => Attributes.GetValueOrDefault(name);
}

/// <summary>A file that was imported.</summary>
internal sealed class ModuleValue(IReadOnlyDictionary<string, Value> exports) : ObjectValue
{
    public override string Kind => "an imported file";

    public override IEnumerable<string> Names => exports.Keys;

    public override Value? Attribute(string name) => exports.GetValueOrDefault(name);
}
