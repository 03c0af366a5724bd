using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Everything that a play needs to talk to one ship: its client, its event watch, its limits.</summary>
internal sealed class ShipConnection : IAsyncDisposable
{
    public ShipConnection(Ship ship, IDockerClient docker, TimeProvider time)
    {
        Ship = ship;
        Docker = docker;
        Watch = new ContainerWatch(docker, time);
    }

    public Ship Ship { get; }

    public IDockerClient Docker { get; }

    public ContainerWatch Watch { get; }

    public async ValueTask DisposeAsync()
    {
        await Watch.DisposeAsync().ConfigureAwait(false);
        await Docker.DisposeAsync().ConfigureAwait(false);
    }
}
