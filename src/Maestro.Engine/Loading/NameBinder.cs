using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads fields that take one text or a list of them.</summary>
internal static class NameBinder
{
    /// <summary>Reads names of other things in the file.</summary>
    public static IReadOnlyList<Reference> References(BoundNode? names, string expected)
        => names is null ? [] : [.. Each(names, expected).Select(n => new Reference(n.Text, n.Place))];

    /// <summary>The texts with their places; what is none is reported and left out.</summary>
    public static IEnumerable<(string Text, BoundNode Place)> Each(BoundNode node, string expected)
    {
        foreach (var item in node.Node is YamlScalar ? [node] : node.Items(expected) ?? [])
        {
            if (item.Text(expected) is { } text)
            {
                yield return (text, item);
            }
        }
    }
}
