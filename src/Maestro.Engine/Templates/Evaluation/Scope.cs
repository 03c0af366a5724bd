using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>The names that are known at a place: its own, and those around it.</summary>
internal sealed class Scope(Scope? outer)
{
    private Dictionary<string, Value>? _own;

    /// <summary>The names given in this very scope.</summary>
    public IReadOnlyDictionary<string, Value> Own => _own ??= new Dictionary<string, Value>(StringComparer.Ordinal);

    public Value? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._own is not null && scope._own.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    public void Set(string name, Value value) => (_own ??= new Dictionary<string, Value>(StringComparer.Ordinal))[name] = value;

    /// <summary>All names, for hints.</summary>
    public IEnumerable<string> Names()
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            foreach (var name in scope._own?.Keys ?? Enumerable.Empty<string>())
            {
                yield return name;
            }
        }
    }

    private Scope? Outer { get; } = outer;
}
