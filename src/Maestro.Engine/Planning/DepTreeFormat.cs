namespace Maestro.Engine.Planning;

/// <summary>How a dependency tree is written.</summary>
public enum DepTreeFormat
{
    /// <summary>Lines of text, one tree per service.</summary>
    Text,

    /// <summary>A graph in the language of Graphviz.</summary>
    Dot,

    /// <summary>A graph in the language of Mermaid, which many forges show in Markdown.</summary>
    Mermaid,

    /// <summary>A picture; Graphviz draws it.</summary>
    Svg,
}
