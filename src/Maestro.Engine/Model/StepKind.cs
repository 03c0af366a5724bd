namespace Maestro.Engine.Model;

/// <summary>What one step of a plan does.</summary>
public enum StepKind
{
    /// <summary>Waits for another run on this machine that works on the same environment.</summary>
    Lock,

    /// <summary>Pulls an image onto a ship.</summary>
    Pull,

    /// <summary>Creates a container and starts it, in place of a stopped one if there is one.</summary>
    Start,

    /// <summary>Waits until an instance's lifecycle checks pass.</summary>
    Check,

    /// <summary>Stops a container.</summary>
    Stop,

    /// <summary>Kills a container.</summary>
    Kill,

    /// <summary>Removes a stopped container.</summary>
    Remove,

    /// <summary>Creates a network on a ship.</summary>
    CreateNetwork,

    /// <summary>Removes a network that nothing uses.</summary>
    RemoveNetwork,

    /// <summary>Removes a volume of a copy.</summary>
    RemoveVolume,

    /// <summary>Removes what is left on a ship of a copy whose time is over.</summary>
    Sweep,
}
