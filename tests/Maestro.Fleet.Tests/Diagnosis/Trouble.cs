using Maestro.Testing;

namespace Maestro.Fleet.Tests.Diagnosis;

/// <summary>Something that is wrong with the way to a ship.</summary>
/// <param name="Name">As tests are reported.</param>
/// <param name="Code">The code of its diagnosis.</param>
/// <param name="Words">What the message says.</param>
/// <param name="Fields">What the environment file says of the ship, beside its <c>ip</c>.</param>
/// <param name="Fault">What goes wrong with the ship itself; null for nothing.</param>
internal sealed record Trouble(string Name, string Code, string Words, Func<RealFleet, string> Fields, string? Fault = null)
{
    public static IReadOnlyList<Trouble> All { get; } =
    [
        new("nobody listens", "MAESTRO501", "is a Docker daemon listening on port 2374 there", _ => "docker_port: 2374"),
        new("nobody listens for TLS", "MAESTRO501", "is a Docker daemon listening on port 2374 there", f => $"docker_port: 2374, {Tls(f)}"),
        new("the engine was killed", "MAESTRO501", "the connection was refused", _ => Plain, "kill"),
        new("connections are rejected", "MAESTRO501", "the connection was refused", f => Tls(f), "cut reject"),
        new("packets vanish", "MAESTRO502", "within 1 s; is the machine up", _ => Plain, "cut drop"),
        new("packets vanish under TLS", "MAESTRO502", "within 1 s; is the machine up", f => Tls(f), "cut drop"),
        new("the link is cut", "MAESTRO502", "is the machine up", _ => Plain, "cut link"),
        new("an unknown name", "MAESTRO503", "the name 'no-such-ship.invalid' cannot be resolved", _ => "endpoint: no-such-ship.invalid"),
        new("a web server", "MAESTRO504", "without an API version", f => At(f.NoDockerEngine)),
        new("a server that is none of HTTP", "MAESTRO504", "what it sends is no HTTP", f => At(f.NoHttp)),
        new("an SSH server", "MAESTRO504", "it is an SSH server", f => $"docker_port: {f.Ssh.Port}"),
        new("an SSH server asked for TLS", "MAESTRO504", "an SSH server listens there", f => $"docker_port: {f.Ssh.Port}, {Tls(f)}"),
        new("an engine too old for the pinned version", "MAESTRO505", "at most, and 'api_version' asks for 1.99: leave 'api_version' out", _ => "api_version: '1.99'"),
        new("an engine too new for the pinned version", "MAESTRO505", "and 'api_version' asks for 1.5: leave 'api_version' out, or raise it", _ => "api_version: '1.5'"),
        new("a wrong authority", "MAESTRO510", "was issued by 'CN=fleet-ca', and that is not in", f => $"tls: true, tls_ca_cert: {f.Tls.WrongAuthority}/ca.pem, {Client(f.Tls.Client)}"),
        new("an authority that the machine does not know", "MAESTRO510", "which this machine does not trust", f => $"tls_verify: true, {Client(f.Tls.Client)}"),
        new("a certificate by another authority", "MAESTRO510", "was issued by 'CN=fleet-wrong-ca'", f => Tls(f), "cert ca"),
        new("a certificate that has ended", "MAESTRO511", "ended on 2020-02-01 00:00 UTC: renew it", f => Tls(f), "cert expired"),
        new("a certificate that has not begun", "MAESTRO511", "begins only on 2090-01-01 00:00 UTC: are the clocks of both machines right", f => Tls(f), "cert early"),
        new("a certificate for another name", "MAESTRO512", "is for 'elsewhere.invalid', '192.0.2.1', and not for '10.", f => Tls(f), "cert name"),
        new("no client's certificate", "MAESTRO513", "name yours with 'tls_cert' and 'tls_key'", f => $"tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem"),
        new("a client's certificate by another authority", "MAESTRO514", "'CN=fleet-client' issued by 'CN=fleet-wrong-ca'", f => $"tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem, {Client(f.Tls.WrongAuthority)}"),
        new("a client's certificate that has ended", "MAESTRO515", "which ended on 2020-02-01 00:00 UTC", f => $"tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem, {Client(f.Tls.Expired)}"),
        new("TLS on the plain port", "MAESTRO516", "it answers in plain HTTP", f => $"docker_port: {RealShip.TcpPort}, {Tls(f)}"),
        new("no TLS on the port of TLS", "MAESTRO517", "write 'tls: true'", _ => $"docker_port: {RealShip.TlsPort}"),
        new("something that echoes TLS", "MAESTRO518", "the TLS handshake failed", f => $"{At(f.NoHttp)}, {Tls(f)}"),
        new("a frozen engine", "MAESTRO519", "did not answer a ping within 1 s; does it or its machine hang", _ => Plain, "freeze"),
        new("a frozen engine under TLS", "MAESTRO519", "did not answer the TLS handshake within 1 s", f => Tls(f), "freeze"),
        new("a frozen machine", "MAESTRO519", "did not answer a ping within 1 s; does it or its machine hang", _ => Plain, "freeze all"),
        new("a locked key without a password", "MAESTRO303", "say with 'tls_key_password' where its password is", f => $"tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem, {Client(f.Tls.Locked)}"),
        new("a wrong password", "MAESTRO303", "cannot be read with the password", f => $"tls: true, tls_ca_cert: {f.Tls.Client}/ca.pem, {Client(f.Tls.Locked)}, tls_key_password: {{env: WRONG_PASSWORD}}"),
    ];

    private static string Plain => $"docker_port: {RealShip.TcpPort}";

    private static string Tls(RealFleet fleet) => $"tls: true, tls_ca_cert: {fleet.Tls.Client}/ca.pem, {Client(fleet.Tls.Client)}";

    private static string Client(string folder) => $"tls_cert: {folder}/cert.pem, tls_key: {folder}/key.pem";

    private static string At(Uri address) => $"endpoint: {address.Host}, docker_port: {address.Port}";
}
