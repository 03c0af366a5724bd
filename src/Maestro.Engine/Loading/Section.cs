using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>A mapping read by a table of fields: keys that mean nothing, or nothing yet, have been reported.</summary>
internal sealed class Section
{
    private readonly YamlMapping _mapping;

    private Section(BoundNode node, YamlMapping mapping) => (Node, _mapping) = (node, mapping);

    public BoundNode Node { get; }

    /// <summary>The value of a field; null when it is absent or null.</summary>
    public BoundNode? this[string field]
        => _mapping.Find(field) is { Value: not YamlScalar { IsNull: true } } entry ? Node.Child(entry) : null;

    /// <summary>Reads a node by a table.</summary>
    /// <returns>Null and a diagnostic when the node is no mapping.</returns>
    public static Section? Open(BoundNode node, FieldTable table, DiagnosticCode? code = null)
    {
        if (node.Entries(table.Expected, code) is not { } entries)
        {
            return null;
        }

        foreach (var entry in entries)
        {
            Review(entry, table);
        }

        return new Section(node, (YamlMapping)node.Node);
    }

    /// <summary>Whether the field stands there, if only as null.</summary>
    public bool Mentions(string field) => _mapping.Find(field) is not null;

    /// <summary>Reports that a field is missing.</summary>
    public void Missing(string field, string hint)
        => (_mapping.Find(field) is { } entry ? Node.Child(entry) : Node).ErrorAtKey(DiagnosticCodes.FieldMissing, $"'{field}' is missing: {hint}");

    private static void Review(BoundNode entry, FieldTable table)
    {
        if (table.Find(entry.Name) is null && !table.IsExempt(entry.Name))
        {
            entry.Warn(DiagnosticCodes.UnknownKey, table.ExplainUnknown(entry.Name, entry.Node));
        }
    }
}
