using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Yaml;

internal sealed class YamlSequence : YamlNode
{
    public YamlSequence(SourceLocation location, IReadOnlyList<YamlNode> items)
        : base(location)
    {
        Items = items;
        foreach (var item in items)
        {
            Weight += item.Weight;
            Height = Math.Max(Height, item.Height + 1);
        }
    }

    public IReadOnlyList<YamlNode> Items { get; }
}
