namespace Maestro.Engine.Model;

/// <summary>The words that the environment file has for lifecycle states.</summary>
public static class LifecycleStates
{
    /// <summary>The word for a state, such as <c>pre-start</c>.</summary>
    /// <param name="state">The state.</param>
    public static string Word(LifecycleState state) => state switch
    {
        LifecycleState.PreStart => "pre-start",
        LifecycleState.Running => "running",
        LifecycleState.PreStop => "pre-stop",
        _ => "stopped",
    };
}
