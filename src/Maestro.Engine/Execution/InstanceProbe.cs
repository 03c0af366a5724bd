using Maestro.Engine.Checks;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Answers what checks ask about an instance from the engine's own data, fresh after each restart of the container.</summary>
internal sealed class InstanceProbe(Instance instance, ShipConnection connection, ContainerFacts facts) : IInstanceProbe
{
    private volatile ContainerDetails? _details;

    public Instance Instance => instance;

    public string ShipAddress => connection.Ship.Address;

    public bool IsEngineLocal => connection.Ship.Endpoint.IsLocal;

    /// <summary>Says that what was learnt no longer holds.</summary>
    public void Forget() => _details = null;

    /// <summary>Looks at the container now.</summary>
    /// <returns>Null when it is gone.</returns>
    public async Task<ContainerDetails?> LookAsync(CancellationToken cancellation)
    {
        var details = await connection.Docker.InspectContainerAsync(instance.Name, cancellation).ConfigureAwait(false);
        _details = details;
        if (details is not null)
        {
            facts.Learn(instance, details);
        }

        return details;
    }

    public async ValueTask<int> ExternalPortAsync(PortMapping port, CancellationToken cancellation)
    {
        if (port.External.IsChosen && _details is null)
        {
            await LookAsync(cancellation).ConfigureAwait(false);
        }

        return facts.ExternalPort(instance, port) ?? 0;
    }

    public async ValueTask<IReadOnlyList<string>> ContainerAddressesAsync(CancellationToken cancellation)
        => (_details ?? await LookAsync(cancellation).ConfigureAwait(false))?.Addresses ?? [];
}
