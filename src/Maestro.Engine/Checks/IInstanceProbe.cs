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

    /// <summary>The port of the ship at which a port is published; the one that Docker chose where the file leaves it to Docker.</summary>
    ValueTask<int> ExternalPortAsync(PortMapping port, CancellationToken cancellation);

    /// <summary>The container's own addresses on its networks as they are now; none when it has no network of its own.</summary>
    ValueTask<IReadOnlyList<string>> ContainerAddressesAsync(CancellationToken cancellation);
}
