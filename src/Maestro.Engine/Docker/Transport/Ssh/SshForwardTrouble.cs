namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Tells why a connection did not get through a tunnel that stands.</summary>
internal static class SshForwardTrouble
{
    public static SshTrouble Of(SshTarget target, string said)
        => new(ConnectionProblem.SshForwardRefused, What(target, said)) { Said = [said] };

    // Of a socket, a server says the same whatever is the matter.
    private static string What(SshTarget target, string said) =>
        said.Contains("administratively prohibited", StringComparison.Ordinal)
            ? $"the SSH server does not let this user through to {target.Name}; allow it (AllowTcpForwarding, PermitOpen and DisableForwarding in its sshd_config, or in authorized_keys), or name the engine's socket there with 'remote_socket'."
        : target.IsSocket
            ? $"the SSH server does not open {target.Name}: it is not there, or this user may not (join the group that owns it, often 'docker'), or its sshd_config forbids it (AllowStreamLocalForwarding, DisableForwarding)."
        : said.Contains("refused", StringComparison.Ordinal)
            ? $"nothing listens on {target.Name} of its own 127.0.0.1; start the engine there, correct 'docker_port', or name its socket there with 'remote_socket'."
            : $"{target.Name} of its own 127.0.0.1 cannot be reached.";
}
