using Maestro.Testing;

namespace Maestro.Fleet.Tests.Ssh;

/// <summary>The field <c>ssh_tunnel</c> of ships of the fleet, whose host keys nobody knows but the fleet.</summary>
internal static class Tunnel
{
    /// <param name="more">Further fields of the tunnel.</param>
    /// <param name="options">Further options of OpenSSH.</param>
    public static string To(RealFleet fleet, string user = "root", string? key = null, string? port = null, string? knownHosts = null, string more = "", string options = "")
        => $"ssh_tunnel: {{user: {user}, port: {port ?? $"{fleet.Ssh.Port}"}, key: {key ?? fleet.Ssh.Key}, "
            + $"options: {{UserKnownHostsFile: {knownHosts ?? fleet.Ssh.KnownHosts}, GlobalKnownHostsFile: /dev/null{options}}}{more}}}";

    /// <summary>Variables with which <c>ssh</c> is configured as the fleet says, as a user would do in <c>~/.ssh/config</c>.</summary>
    /// <param name="key">The key to log in with; the right one when null.</param>
    public static Dictionary<string, string?> Configured(RealFleet fleet, TemporaryFolder folder, string? key = null)
    {
        var configuration = folder.Write("ssh_config", File.ReadAllText(fleet.Ssh.Configuration).Replace(fleet.Ssh.Key, key ?? fleet.Ssh.Key, StringComparison.Ordinal));
        var program = folder.Write("bin/ssh", $"#!/bin/sh\nexec /usr/bin/ssh -F '{configuration}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new() { ["PATH"] = $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}" };
    }

    /// <summary>Variables with which there is a shell, and no <c>ssh</c>.</summary>
    public static Dictionary<string, string?> WithoutClient(TemporaryFolder folder)
    {
        var programs = Directory.CreateDirectory(Path.Combine(folder.Path, "few")).FullName;
        foreach (var program in new[] { "sh", "setsid", "sleep", "rm" })
        {
            File.CreateSymbolicLink(Path.Combine(programs, program), $"/usr/bin/{program}");
        }

        return new() { ["PATH"] = programs };
    }
}
