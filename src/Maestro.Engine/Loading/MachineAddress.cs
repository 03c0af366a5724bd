using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Maestro.Engine.Loading;

/// <summary>The address of this machine at which others, and its own containers, reach its ports.</summary>
internal static class MachineAddress
{
    // Networks that container engines make on this machine.
    private static readonly string[] Inner = ["docker", "br-", "veth", "virbr", "cni", "podman"];

    // Docker's own bridge counts as down while no container runs. Its address holds all the same, and must not come and go.
    private const string DockerBridge = "docker0";

    /// <summary>An IPv4 address, best one first: with a way to other machines, any other, the loopback.</summary>
    public static string Find()
    {
        var addresses =
            from network in NetworkInterface.GetAllNetworkInterfaces()
            where network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown || network.Name == DockerBridge
            where network.NetworkInterfaceType != NetworkInterfaceType.Loopback
            let properties = network.GetIPProperties()
            from unicast in properties.UnicastAddresses
            where unicast.Address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(unicast.Address)
            orderby Rank(network.Name, properties)
            select unicast.Address.ToString();
        return addresses.FirstOrDefault() ?? IPAddress.Loopback.ToString();
    }

    private static int Rank(string name, IPInterfaceProperties properties)
    {
        if (name == DockerBridge)
        {
            return 2;
        }

        if (Inner.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return 3;
        }

        return properties.GatewayAddresses.Any(g => g.Address.AddressFamily == AddressFamily.InterNetwork && !g.Address.Equals(IPAddress.Any)) ? 0 : 1;
    }
}
