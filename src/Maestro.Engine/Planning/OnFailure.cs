namespace Maestro.Engine.Planning;

/// <summary>What becomes of steps that do not depend on one that failed.</summary>
public enum OnFailure
{
    /// <summary>What is in flight ends; nothing else begins.</summary>
    Stop,

    /// <summary>They go on.</summary>
    Continue,
}
