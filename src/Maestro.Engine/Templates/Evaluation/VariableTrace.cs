using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>Notes which variables from outside an output was made of. Values are told apart by identity: what is copied keeps its origin.</summary>
internal sealed class VariableTrace
{
    private readonly Dictionary<Value, IReadOnlyList<string>> _names = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _seen = [];

    /// <summary>A point to look back to.</summary>
    public int Mark => _seen.Count;

    /// <summary>Gives a value from outside its name.</summary>
    public void Name(Value value, string name) => _names[value] = [name];

    /// <summary>Notes that a value was come by.</summary>
    public void See(Value value)
    {
        if (_names.TryGetValue(value, out var names))
        {
            _seen.AddRange(names);
        }
    }

    /// <summary>The variables seen since a point, in ordinal order.</summary>
    public IReadOnlyList<string> Since(int mark) => mark == _seen.Count ? [] : [.. _seen.Skip(mark).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Notes that a value, and what it holds, was made of what was seen since a point.</summary>
    public void Inherit(Value value, int mark)
    {
        if (mark == _seen.Count)
        {
            return;
        }

        var names = Since(mark);
        Inherit(value, names);
        for (var i = 0; value is SequenceValue list && i < list.Count; i++)
        {
            Inherit(list[i], names);
        }
    }

    /// <summary>Forgets what was seen: nothing that is yet to be written is made of it.</summary>
    public void Forget() => _seen.Clear();

    // Other values, such as true and small numbers, are shared by all who use them.
    private void Inherit(Value value, IReadOnlyList<string> names)
    {
        if (value is TextValue or SequenceValue or MappingValue)
        {
            _names.TryAdd(value, names);
        }
    }
}
