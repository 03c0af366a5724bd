namespace Maestro.Engine.Templates.Values;

/// <summary>What an expression of a template can be.</summary>
internal abstract class Value
{
    /// <summary>How messages name its kind. They never quote the value itself, which may be a secret.</summary>
    public abstract string Kind { get; }
}
