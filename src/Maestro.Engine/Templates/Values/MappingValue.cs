namespace Maestro.Engine.Templates.Values;

/// <summary>A mapping, which keeps the order in which keys came.</summary>
internal class MappingValue : Value
{
    public MappingValue() => Entries = new OrderedDictionary<Value, Value>(KeyComparer.Instance);

    public MappingValue(IEnumerable<KeyValuePair<Value, Value>> entries)
        : this()
    {
        foreach (var (key, value) in entries)
        {
            Entries[key] = value;
        }
    }

    public OrderedDictionary<Value, Value> Entries { get; }

    public override string Kind => "a mapping";

    /// <summary>The keys that are texts, for hints.</summary>
    public IEnumerable<string> Names => Entries.Keys.OfType<TextValue>().Select(t => t.Text);

    public bool TryGet(string name, out Value value) => Entries.TryGetValue(new TextValue(name), out value!);
}

/// <summary><c>env</c>: a mapping that cannot be changed, whose missing names are missing environment variables.</summary>
internal sealed class EnvironmentValue(IReadOnlyDictionary<string, string> variables)
    : MappingValue(variables
        .OrderBy(v => v.Key, StringComparer.Ordinal)
        .Select(v => KeyValuePair.Create<Value, Value>(new TextValue(v.Key), new TextValue(v.Value))));
