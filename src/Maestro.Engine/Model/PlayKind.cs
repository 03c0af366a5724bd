namespace Maestro.Engine.Model;

/// <summary>What a user asks for.</summary>
public enum PlayKind
{
    /// <summary>Loads the file and reports every mistake; touches no ship.</summary>
    Validate,

    /// <summary>Looks once at every ship.</summary>
    Status,

    /// <summary>Pulls or builds each image once per ship.</summary>
    Pull,

    /// <summary>Starts what is not running, dependencies first.</summary>
    Start,

    /// <summary>Stops what is running, dependants first.</summary>
    Stop,

    /// <summary>Kills what is running, dependants first.</summary>
    Kill,

    /// <summary>Stops what is running, dependants first, and starts it again, dependencies first.</summary>
    Restart,

    /// <summary>Removes stopped containers of the environment.</summary>
    Clean,

    /// <summary>Stops what is running and removes all containers of the environment.</summary>
    Down,

    /// <summary>Reads logs; changes nothing.</summary>
    Logs,

    /// <summary>Shows what depends on what; touches no ship.</summary>
    DepTree,
}
