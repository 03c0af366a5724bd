namespace Maestro.Engine.Model;

/// <summary>The checks of an instance, by the state they prove, each list in the order in which they run.</summary>
public sealed record Lifecycle
{
    /// <summary>No checks at all.</summary>
    public static Lifecycle None { get; } = new();

    /// <summary>Run after a start; all must pass before anything that requires the instance starts.</summary>
    public IReadOnlyList<CheckSpec> Running { get; init; } = [];
}
