using Maestro.Fleet.Tests.Ssh;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Transports;

/// <summary>A way to the engines of a fleet.</summary>
/// <param name="Name">As tests are reported.</param>
/// <param name="Fields">What the environment file says of a ship, beside its <c>ip</c>.</param>
internal sealed record Transport(string Name, Func<RealFleet, RealShip, string> Fields)
{
    /// <summary>What the tool finds in its environment.</summary>
    public Func<RealFleet, TemporaryFolder, Task<Dictionary<string, string?>>> Variables { get; init; } = (_, _) => Task.FromResult(new Dictionary<string, string?>());

    public static IReadOnlyList<Transport> All { get; } =
    [
        new("unix socket", (_, ship) => $"socket_path: {ship.Socket}"),
        new("TCP", (_, _) => $"docker_port: {RealShip.TcpPort}"),
        new("TLS", (fleet, _) => $"docker_port: {RealShip.TlsPort}, {Certificates(fleet)}"),
        new("docker context", (_, ship) => $"context: {ship.Name}") { Variables = DockerContexts.CreateAsync },
        new("variables of the docker command", (fleet, ship) => ship == fleet.Ships[0] ? "docker_host: default" : $"docker_port: {RealShip.TcpPort}")
        {
            Variables = (fleet, _) => Task.FromResult(new Dictionary<string, string?>
            {
                ["DOCKER_HOST"] = $"tcp://{fleet.Ships[0].Address}:{RealShip.TlsPort}",
                ["DOCKER_TLS_VERIFY"] = "1",
                ["DOCKER_CERT_PATH"] = fleet.Tls.Client,
            }),
        },
        new("SSH to a port", (fleet, _) => $"docker_port: {RealShip.TcpPort}, {Tunnel.To(fleet)}"),
        new("SSH to a socket", (fleet, ship) => Tunnel.To(fleet, "ops", fleet.Ssh.RsaKey, more: $", remote_socket: {ship.RemoteSocket}")),
        new("SSH as configured by the user, through another ship", (fleet, ship) => $"endpoint: {ship.Name}, ssh_tunnel: {{user: ops, jump: {fleet.Ships.First(s => s != ship).Name}}}")
        {
            Variables = (fleet, folder) => Task.FromResult(Tunnel.Configured(fleet, folder)),
        },
        new("an address of SSH", (_, ship) => $"docker_host: ssh://{ship.Name}{ship.RemoteSocket}")
        {
            Variables = (fleet, folder) => Task.FromResult(Tunnel.Configured(fleet, folder)),
        },
        new("TLS through SSH", (fleet, _) => $"docker_port: {RealShip.TlsPort}, {Certificates(fleet)}, {Tunnel.To(fleet)}"),
    ];

    private static string Certificates(RealFleet fleet)
        => $"tls_verify: true, tls_ca_cert: {fleet.Tls.Client}/ca.pem, tls_cert: {fleet.Tls.Client}/cert.pem, tls_key: {fleet.Tls.Client}/key.pem";
}
