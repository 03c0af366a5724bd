namespace Maestro.Engine.Model;

/// <summary>Where Docker puts what a container writes.</summary>
/// <param name="Driver">The logging driver; empty for the engine's own.</param>
/// <param name="Options">Its options, by name.</param>
public sealed record LogConfiguration(string Driver, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Nothing was said: the engine's own.</summary>
    public static LogConfiguration Default { get; } = new(string.Empty, new Dictionary<string, string>());
}
