namespace Maestro.Engine.Model;

/// <summary>The checks of an instance, by the state they prove, each list in the order in which they run.</summary>
public sealed record Lifecycle
{
    /// <summary>No checks at all.</summary>
    public static Lifecycle None { get; } = new();

    /// <summary>Run before the container is made; when one fails it is not.</summary>
    public IReadOnlyList<CheckSpec> PreStart { get; init; } = [];

    /// <summary>Run after a start; all must pass before anything that requires the instance starts.</summary>
    public IReadOnlyList<CheckSpec> Running { get; init; } = [];

    /// <summary>Run before a stop; when one fails the container goes on running, and so does what it requires.</summary>
    public IReadOnlyList<CheckSpec> PreStop { get; init; } = [];

    /// <summary>Run after a stop; all must pass before anything that the instance requires stops.</summary>
    public IReadOnlyList<CheckSpec> Stopped { get; init; } = [];

    /// <summary>Whether the container is a job: it is to end, with exit code 0.</summary>
    public bool IsJob => Running.Any(c => c is ExitCheckSpec);

    /// <summary>The checks of a state.</summary>
    /// <param name="state">The state.</param>
    public IReadOnlyList<CheckSpec> Of(LifecycleState state) => state switch
    {
        LifecycleState.PreStart => PreStart,
        LifecycleState.Running => Running,
        LifecycleState.PreStop => PreStop,
        _ => Stopped,
    };
}
