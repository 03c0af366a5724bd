using Maestro.Testing;

namespace Maestro.Fleet.Tests.Ssh;

/// <summary>Something that is wrong with the way through SSH to a ship.</summary>
/// <param name="Name">As tests are reported.</param>
/// <param name="Code">The code of its diagnosis.</param>
/// <param name="Words">What the message says.</param>
/// <param name="Fields">What the environment file says of the ship, beside its <c>ip</c>.</param>
/// <param name="Fault">What goes wrong with the ship itself; null for nothing.</param>
internal sealed record SshTrouble(string Name, string Code, string Words, Func<RealFleet, TemporaryFolder, string> Fields, string? Fault = null)
{
    private const string Nowhere = "no-such-ship.invalid";

    /// <summary>What the tool finds in its environment.</summary>
    public Func<RealFleet, TemporaryFolder, Dictionary<string, string?>> Variables { get; init; } = (_, _) => [];

    public static IReadOnlyList<SshTrouble> All { get; } =
    [
        new("no client", "MAESTRO521", "there is no 'ssh' on the PATH of this machine; install the client of OpenSSH", (f, _) => Tunnel.To(f)) { Variables = (_, folder) => Tunnel.WithoutClient(folder) },

        new("an unknown name", "MAESTRO503", $"the name '{Nowhere}' cannot be resolved", (f, _) => $"endpoint: {Nowhere}, {Tunnel.To(f)}"),
        new("no SSH server", "MAESTRO501", "refused the connection; does an SSH server listen there?", (f, _) => Tunnel.To(f), "nossh"),
        new("the wrong port", "MAESTRO501", "port 2223 refused the connection", (f, _) => Tunnel.To(f, port: "2223")),
        new("packets vanish", "MAESTRO502", "the machine cannot be reached; is it up", (f, _) => Tunnel.To(f), "cut drop"),
        new("the link is cut", "MAESTRO502", "the machine cannot be reached; is it up", (f, _) => Tunnel.To(f), "cut link"),
        new("a frozen machine", "MAESTRO502", "no SSH server spoke within 3 s; does the machine hang?", (f, _) => Tunnel.To(f), "freeze all"),

        new("an unknown host key", "MAESTRO522", "the host key is not known here. Go there once by hand", (f, _) => Tunnel.To(f, knownHosts: "/dev/null")),
        new("a changed host key", "MAESTRO523", "If the machine was set up anew, remove the old one with ssh-keygen -f", (f, _) => Tunnel.To(f), "hostkey new"),

        new("a key that the server does not take", "MAESTRO524", "does not let user 'root' in with the key", (f, _) => Tunnel.To(f, key: f.Ssh.WrongKey)),
        new("no key", "MAESTRO524", "lets user 'root' in with none of the keys of your agent", (f, _) => $"ssh_tunnel: {{user: root, port: {f.Ssh.Port}, options: {{UserKnownHostsFile: {f.Ssh.KnownHosts}, IdentityFile: {f.Ssh.WrongKey}}}}}"),

        new("a key that is not there", "MAESTRO525", "/nowhere cannot be used: No such file or directory", (f, _) => Tunnel.To(f, key: "/nowhere")),
        new("a key with a passphrase", "MAESTRO525", "it has a passphrase, and no agent holds it", (f, _) => Tunnel.To(f, key: f.Ssh.LockedKey)),
        new("a key that others can read", "MAESTRO525", "cannot be used: bad permissions", (f, folder) => Tunnel.To(f, key: Copy(f.Ssh.Key, folder, UnixFileMode.UserRead | UnixFileMode.OtherRead))),
        new("a key that is none", "MAESTRO525", "cannot be used: ", (f, folder) => Tunnel.To(f, key: Copy(f.Ssh.KnownHosts, folder, UnixFileMode.UserRead))),

        new("nothing on the port", "MAESTRO527", "nothing listens on port 2374 of its own 127.0.0.1; start the engine there", (f, _) => $"docker_port: 2374, {Tunnel.To(f)}"),
        new("an engine that was killed", "MAESTRO527", "nothing listens on port 2375 of its own 127.0.0.1; start the engine there", (f, _) => $"docker_port: 2375, {Tunnel.To(f)}", "kill"),
        new("an engine that was killed, and a file that does not say where it is", "MAESTRO527", "Not on its usual socket either:", (f, _) => Tunnel.To(f), "kill"),
        new("TLS to an engine that was killed", "MAESTRO527", "nothing listens on port 2376 of its own 127.0.0.1", (f, _) => $"tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem, {Tunnel.To(f)}", "kill"),
        new("a socket that is not there", "MAESTRO527", "does not open the socket /run/none.sock: it is not there", (f, _) => Tunnel.To(f, more: ", remote_socket: /run/none.sock")),
        new("a socket that the user may not open", "MAESTRO527", "or this user may not (join the group", (f, _) => Tunnel.To(f, "ops", more: ", remote_socket: /run/docker/containerd/containerd.sock")),
        new("a server that forwards to no port", "MAESTRO527", "does not let this user through to port 2375", (f, _) => $"docker_port: 2375, {Tunnel.To(f)}", "sshforward no"),
        new("a server that forwards to no socket", "MAESTRO527", "or its sshd_config forbids it", (f, _) => Tunnel.To(f, more: ", remote_socket: /run/docker.sock"), "sshforward no"),

        new("a jump host that refuses", "MAESTRO528", "fails: 127.0.0.1 port 1 refused the connection", (f, _) => Tunnel.To(f, more: ", jump: 'root@127.0.0.1:1'")),
        new("a jump host with an unknown name", "MAESTRO528", $"the way through {Nowhere} fails: the name '{Nowhere}' cannot be resolved", (f, _) => Tunnel.To(f, more: $", jump: {Nowhere}")),
        new("a jump host with an unknown host key", "MAESTRO522", "the host key of it, or of root@", (f, _) => Tunnel.To(f, more: $", jump: 'root@{f.Ships[0].Address}:{f.Ssh.Port}'")),
        new("a jump host that lets nobody in", "MAESTRO528", "is let in with none of the keys of your agent", (f, _) => $"endpoint: ship3, {Tunnel.To(f, more: ", jump: ship1")}")
        {
            Variables = (f, folder) => Tunnel.Configured(f, folder, f.Ssh.WrongKey),
        },
        new("a jump host that leads no further", "MAESTRO528", "the way through ship1 leads no further: ship3 cannot be reached from there", (f, _) => $"endpoint: ship3, {Tunnel.To(f, more: ", jump: ship1")}", "nossh")
        {
            Variables = (f, folder) => Tunnel.Configured(f, folder),
        },

        new("an option that OpenSSH does not know", "MAESTRO529", "does not understand its configuration, or one of the 'options'", (f, _) => Tunnel.To(f, options: ", NoSuchOption: 1")),
        new("no cipher in common", "MAESTRO529", "no matching cipher found", (f, _) => Tunnel.To(f, options: ", Ciphers: aes128-cbc")),

        new("a frozen engine", "MAESTRO519", "port 2375 takes a connection and does not answer a ping within 1 s", (f, _) => $"docker_port: 2375, timeout: {{idle: 1}}, {Tunnel.To(f)}", "freeze"),
        new("a frozen engine and a total time-out", "MAESTRO502", "did not answer through SSH within 5 s, which is the total of 'ssh_timeout'", (f, _) => Tunnel.To(f), "freeze"),
        new("a server behind SSH that is no engine", "MAESTRO504", "it is an SSH server", (f, _) => $"docker_port: {f.Ssh.Port}, {Tunnel.To(f)}"),
        new("TLS through SSH to the plain port", "MAESTRO516", "it answers in plain HTTP", (f, _) => $"docker_port: {RealShip.TcpPort}, tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem, {Tunnel.To(f)}"),
        new("no TLS through SSH on the port of TLS", "MAESTRO517", "write 'tls: true'", (f, _) => $"docker_port: {RealShip.TlsPort}, {Tunnel.To(f)}"),
        new("a certificate for another name behind SSH", "MAESTRO512", "and not for '10.", (f, _) => $"tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem, tls_cert: {f.Tls.Client}/cert.pem, tls_key: {f.Tls.Client}/key.pem, {Tunnel.To(f)}", "cert name"),
    ];

    private static string Copy(string file, TemporaryFolder folder, UnixFileMode mode)
    {
        var copy = folder.Write("copy", File.ReadAllText(file));
        File.SetUnixFileMode(copy, mode);
        return copy;
    }
}
