using System.Net;
using System.Net.Sockets;
using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Passes when the service itself accepts a connection on one of its published ports.</summary>
/// <remarks>
/// On the engine's own machine Docker's user-land proxy may accept before the service listens. There the connection to the published
/// port alone proves nothing, so the container's own address is tried too; where that cannot be reached, what the proxy does with the
/// connection tells whether somebody is behind it (<see cref="ProxiedConnection"/>).
/// </remarks>
internal sealed class TcpCheck(TcpCheckSpec spec, IInstanceProbe probe) : ICheck
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OwnAddressLimit = TimeSpan.FromMilliseconds(500);

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
    {
        var port = probe.Instance.Port(spec.Port)!;
        var external = await probe.ExternalPortAsync(port, cancellation).ConfigureAwait(false);
        using var connection = await Connection.OpenAsync(probe.ShipAddress, external, ConnectLimit, cancellation).ConfigureAwait(false);
        if (connection.Socket is not { } socket)
        {
            return ProbeResult.NotYet($"{probe.ShipAddress}:{external}: {connection.Finding}");
        }

        // A container that shares another network is reached without a proxy.
        return probe.IsEngineLocal && probe.Instance.Network.PublishesPorts && StaysOnThisMachine(socket)
            ? await LookBehindAsync(socket, port, cancellation).ConfigureAwait(false)
            : ProbeResult.Pass;
    }

    // A connection to an address of this machine starts from that same address.
    private static bool StaysOnThisMachine(Socket socket)
        => socket is { LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote } && local.Address.Equals(remote.Address);

    private async Task<ProbeResult> LookBehindAsync(Socket socket, PortMapping port, CancellationToken cancellation)
    {
        var addresses = await probe.ContainerAddressesAsync(cancellation).ConfigureAwait(false);
        var refused = false;
        foreach (var address in addresses)
        {
            using var own = await Connection.OpenAsync(address, port.Exposed.First, OwnAddressLimit, cancellation).ConfigureAwait(false);
            if (own.Socket is not null)
            {
                return ProbeResult.Pass;
            }

            refused |= own.IsRefused;
        }

        if (refused)
        {
            return ProbeResult.NotYet($"nothing in the container listens on port {port.Exposed.First} yet");
        }

        return await ProxiedConnection.IsServedAsync(socket, cancellation).ConfigureAwait(false)
            ? ProbeResult.Pass
            : ProbeResult.NotYet("Docker's proxy accepts and nothing in the container does yet");
    }
}
