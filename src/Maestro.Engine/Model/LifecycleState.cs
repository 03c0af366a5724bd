namespace Maestro.Engine.Model;

/// <summary>The states that lifecycle checks prove, or guard.</summary>
public enum LifecycleState
{
    /// <summary>Before the container is made and started.</summary>
    PreStart,

    /// <summary>After it was started.</summary>
    Running,

    /// <summary>Before it is stopped.</summary>
    PreStop,

    /// <summary>After it was stopped.</summary>
    Stopped,
}
