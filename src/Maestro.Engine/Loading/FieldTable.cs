using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>A field of the environment file.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Type">What it takes, in words.</param>
/// <param name="Kind">What it takes, for programs.</param>
/// <param name="Description">What it means, in one sentence.</param>
internal sealed record Field(string Name, string Type, ValueKind Kind, string Description)
{
    /// <summary>Whether there is something better to use, which the description names.</summary>
    public bool IsDeprecated { get; init; }
}

/// <summary>The fields of one section of the environment file.</summary>
/// <param name="expected">What the section must be, in words.</param>
/// <param name="fields">Its fields, in the order in which people write them.</param>
internal sealed class FieldTable(string expected, params Field[] fields)
{
    private readonly FrozenDictionary<string, Field> _fields = fields.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public string Expected { get; } = expected;

    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>Whether keys that begin with <c>_</c> or <c>x-</c> are the user's own.</summary>
    public bool HasUserKeys { get; init; }

    /// <summary>What to say of an unknown key in special cases; null to say the usual.</summary>
    public Func<YamlNode, string?> Hint { get; init; } = _ => null;

    public Field? Find(string name) => _fields.GetValueOrDefault(name);

    public bool IsExempt(string name)
        => HasUserKeys && (name.StartsWith('_') || name.StartsWith("x-", StringComparison.Ordinal));

    public string ExplainUnknown(string name, YamlNode value)
    {
        var known = string.Join(", ", Fields.Select(f => f.Name));
        var hint = Hint(value) ?? NearMiss.Hint(name, _fields.Keys, $". Known here are: {known}.");
        return $"'{name}' is not known here and has no effect{hint}";
    }
}
