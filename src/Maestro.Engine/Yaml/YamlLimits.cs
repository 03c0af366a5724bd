namespace Maestro.Engine.Yaml;

/// <summary>What a file may cost. All of it is far above what an environment needs and far below what hurts.</summary>
internal static class YamlLimits
{
    /// <summary>Characters of a file.</summary>
    public const int Characters = 32 * 1024 * 1024;

    /// <summary>Lists and mappings inside each other.</summary>
    public const int Depth = 100;

    /// <summary>Nodes that aliases may add, whatever the size of the file.</summary>
    public const long AliasedNodes = 1_000_000;

    /// <summary>Nodes that aliases may add on top, for each node that the file has.</summary>
    public const int AliasedNodesPerNode = 10;
}
