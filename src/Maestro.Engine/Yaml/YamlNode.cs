using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Yaml;

/// <summary>A node of a YAML document. An alias is the very node it refers to.</summary>
internal abstract class YamlNode(SourceLocation location)
{
    public SourceLocation Location { get; } = location;

    /// <summary>The folder that relative paths in the node start from: that of the file it was written in.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>How many nodes this one is, itself included, with aliases written out.</summary>
    public long Weight { get; protected init; } = 1;

    /// <summary>How many levels this node has, itself included.</summary>
    public int Height { get; protected init; } = 1;
}
