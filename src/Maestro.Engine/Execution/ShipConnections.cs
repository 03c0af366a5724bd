using System.Collections.Concurrent;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>The connections of a play, one per ship, opened when first needed.</summary>
internal sealed class ShipConnections(Func<Ship, IDockerClient> connect, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ShipConnection>> _connections = new(StringComparer.Ordinal);

    public ShipConnection To(Ship ship)
        => _connections.GetOrAdd(ship.Name, _ => new Lazy<ShipConnection>(() => new ShipConnection(ship, connect(ship), time))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections.Values.Where(c => c.IsValueCreated))
        {
            await connection.Value.DisposeAsync().ConfigureAwait(false);
        }
    }
}
