using System.Diagnostics;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Transports;

/// <summary>A context for each ship, made by the docker command.</summary>
internal static class DockerContexts
{
    public static async Task<Dictionary<string, string?>> CreateAsync(RealFleet fleet, TemporaryFolder folder)
    {
        var configuration = Path.Combine(folder.Path, "docker");
        foreach (var ship in fleet.Ships)
        {
            using var docker = Process.Start("docker", ["--config", configuration, "context", "create", ship.Name, "--docker", $"host=tcp://{ship.Address}:{RealShip.TcpPort}"]);
            await docker.WaitForExitAsync();
            Assert.Equal(0, docker.ExitCode);
        }

        return new() { ["DOCKER_CONFIG"] = configuration };
    }
}
