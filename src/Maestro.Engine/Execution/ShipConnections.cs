using System.Collections.Concurrent;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>The connections of a play, one per ship, opened when first needed.</summary>
internal sealed class ShipConnections(Func<Ship, IDockerClient> connect, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ShipConnection>> _connections = new(StringComparer.Ordinal);

    public ShipConnection To(Ship ship)
        => _connections.GetOrAdd(ship.Name, _ => new Lazy<ShipConnection>(() => new ShipConnection(ship, connect(ship), time))).Value;

    /// <summary>What is worth knowing about the ways to those of the ships that have been reached.</summary>
    public IEnumerable<Diagnostic> Remarks(IEnumerable<Ship> ships)
        => from ship in ships
           let remark = _connections.TryGetValue(ship.Name, out var connection) && connection.IsValueCreated ? connection.Value.Docker.Remark : null
           where remark is not null
           select Diagnostic.Warning(DiagnosticCodes.SshForwardRefused, $"Ship {ship.Name}: {remark}", ship.Location);

    public async ValueTask DisposeAsync()
        => await Task.WhenAll(_connections.Values.Where(c => c.IsValueCreated).Select(c => c.Value.DisposeAsync().AsTask())).ConfigureAwait(false);
}
