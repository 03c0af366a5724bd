namespace Maestro.Engine.Yaml;

/// <summary>Lays one document over another. Every node of the result is a node of one of the two, and keeps its place.</summary>
internal static class YamlMerge
{
    /// <summary>Mappings are merged key by key; anything else takes the place of what is below it.</summary>
    /// <remarks><c>null</c> or <c>~</c> takes a key away; a key with nothing behind it says nothing about what is below.</remarks>
    public static YamlMapping Over(YamlMapping below, YamlMapping above)
    {
        var own = above.Entries.ToDictionary(e => e.Key.Text, StringComparer.Ordinal);
        var merged = new List<YamlEntry>();
        foreach (var entry in below.Entries)
        {
            if (!own.Remove(entry.Key.Text, out var over))
            {
                merged.Add(entry);
            }
            else if (Over(entry, over) is { } result)
            {
                merged.Add(result);
            }
        }

        merged.AddRange(above.Entries.Where(e => own.ContainsKey(e.Key.Text)));
        return new YamlMapping(below.Location, merged) { Folder = below.Folder };
    }

    private static YamlEntry? Over(YamlEntry below, YamlEntry above) => (below.Value, above.Value) switch
    {
        (_, YamlScalar { IsNull: true, Text: "" }) => below,
        (_, YamlScalar { IsNull: true }) => null,
        (YamlMapping mapping, YamlMapping over) => new YamlEntry(below.Key, Over(mapping, over)),
        _ => above,
    };
}
