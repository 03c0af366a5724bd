using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Yaml;

/// <summary>Keys and values in the order of the file; no key is there twice.</summary>
internal sealed class YamlMapping : YamlNode
{
    public YamlMapping(SourceLocation location, IReadOnlyList<YamlEntry> entries)
        : base(location)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            Weight += entry.Value.Weight;
            Height = Math.Max(Height, entry.Value.Height + 1);
        }
    }

    public IReadOnlyList<YamlEntry> Entries { get; }

    /// <summary>The entry of that key, or null.</summary>
    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
