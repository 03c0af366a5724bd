using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>What a check may ask about the instance that it checks, and about the engine below it.</summary>
internal interface IInstanceProbe
{
    Instance Instance { get; }

    /// <summary>The address at which the instance's ports are published.</summary>
    string ShipAddress { get; }

    /// <summary>Whether the engine runs on this machine, so that the container's own addresses may be reachable.</summary>
    bool IsEngineLocal { get; }

    /// <summary>The folder that commands on this machine run in.</summary>
    string WorkingDirectory { get; }

    /// <summary>The port of the ship at which a port is published; the one that Docker chose where the file leaves it to Docker.</summary>
    ValueTask<int> ExternalPortAsync(PortMapping port, CancellationToken cancellation);

    /// <summary>The container's own addresses on its networks as they are now; none when it has no network of its own.</summary>
    ValueTask<IReadOnlyList<string>> ContainerAddressesAsync(CancellationToken cancellation);

    /// <summary>The container's variables; a null value removes one.</summary>
    ValueTask<IReadOnlyDictionary<string, string?>> VariablesAsync(CancellationToken cancellation);

    /// <summary>What the image's HEALTHCHECK says now; null when there is none.</summary>
    ValueTask<HealthFinding?> HealthAsync(CancellationToken cancellation);

    /// <summary>Runs a command in the container to its end.</summary>
    Task<CommandResult> ExecuteAsync(IReadOnlyList<string> command, CancellationToken cancellation);

    /// <summary>The lines of the container's log since its last start, as they come, until the container ends.</summary>
    IAsyncEnumerable<string> ReadLogAsync(CancellationToken cancellation);

    /// <summary>Waits until the container has ended for good.</summary>
    /// <returns>Its exit code.</returns>
    Task<int> ExitCodeAsync(CancellationToken cancellation);
}
