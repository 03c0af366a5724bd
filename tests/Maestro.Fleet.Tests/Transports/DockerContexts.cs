using System.Diagnostics;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Transports;

/// <summary>A context for each ship, with its certificates, made by the docker command.</summary>
internal static class DockerContexts
{
    public static async Task<Dictionary<string, string?>> CreateAsync(RealFleet fleet, TemporaryFolder folder)
    {
        var configuration = Path.Combine(folder.Path, "docker");
        foreach (var ship in fleet.Ships)
        {
            var engine = $"host=tcp://{ship.Address}:{RealShip.TlsPort},ca={fleet.Tls.Client}/ca.pem,cert={fleet.Tls.Client}/cert.pem,key={fleet.Tls.Client}/key.pem";
            string[] words = ["--config", configuration, "context", "create", ship.Name, "--docker", engine];
            using var docker = Process.Start(new ProcessStartInfo("docker", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await docker.WaitForExitAsync();
            Assert.Equal((0, ""), (docker.ExitCode, docker.ExitCode == 0 ? "" : await docker.StandardError.ReadToEndAsync()));
        }

        return new() { ["DOCKER_CONFIG"] = configuration };
    }
}
