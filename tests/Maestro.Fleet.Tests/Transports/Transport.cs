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
        new("docker context", (_, ship) => $"context: {ship.Name}") { Variables = DockerContexts.CreateAsync },
        new("variables of the docker command", (fleet, ship) => ship == fleet.Ships[0] ? "docker_host: default" : $"docker_port: {RealShip.TcpPort}")
        {
            Variables = (fleet, _) => Task.FromResult(new Dictionary<string, string?> { ["DOCKER_HOST"] = $"tcp://{fleet.Ships[0].Address}:{RealShip.TcpPort}" }),
        },
    ];
}
