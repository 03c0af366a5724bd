using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public sealed class ShipBinderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maestro-docker-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("{ip: 10.0.0.1}", "10.0.0.1", "tcp://10.0.0.1:2375")]
    [InlineData("{ip: a.example, endpoint: b.example, docker_port: '4243'}", "a.example", "tcp://b.example:4243")]
    [InlineData("{ip: a, socket_path: /run/d.sock, docker_port: 1}", "a", "unix:///run/d.sock")]
    [InlineData("{docker_host: 'unix:///run/d.sock'}", Loaded.MachineAddress, "unix:///run/d.sock")]
    [InlineData("{docker_host: 'unix:///run/d.sock', ip: a}", "a", "unix:///run/d.sock")]
    [InlineData("{docker_host: 'tcp://b:99'}", "b", "tcp://b:99")]
    [InlineData("{docker_host: 'tcp://b'}", "b", "tcp://b:2375")]
    [InlineData("{docker_host: 'tcp://[::1]:99'}", Loaded.MachineAddress, "tcp://[::1]:99")]
    [InlineData("{docker_host: 'tcp://127.0.0.1:99'}", Loaded.MachineAddress, "tcp://127.0.0.1:99")]
    public void Knows_where_a_ship_and_its_engine_are(string ship, string address, string endpoint)
    {
        var loaded = Ship(ship);
        Assert.Equal((address, endpoint), (loaded.Address, loaded.Endpoint.ToString()));
    }

    [Fact]
    public void Takes_defaults_unless_the_ship_says_otherwise_if_only_by_null()
    {
        var ships = Loaded.Environment("name: a\nship_defaults: {docker_port: 99, timeout: 60, socket_path: /s, api_version: auto}\nships: {a: {ip: a}, b: {ip: b, socket_path: , timeout: 1.5, docker_port: 98}}\n").Ships;
        Assert.Equal((new UnixEndpoint("/s"), TimeSpan.FromSeconds(60)), (ships[0].Endpoint, ships[0].ConnectTimeout));
        Assert.Equal((new TcpEndpoint("b", 98), TimeSpan.FromSeconds(1.5)), (ships[1].Endpoint, ships[1].ConnectTimeout));
    }

    [Fact]
    public void Default_is_DOCKER_HOST()
        => Assert.Equal(new TcpEndpoint("build", 4000), Ship("{docker_host: default}", ("DOCKER_HOST", "tcp://build:4000")).Endpoint);

    [Fact]
    public void Default_is_the_usual_socket_when_nothing_is_set()
        => Assert.Equal(new UnixEndpoint("/var/run/docker.sock"), Ship("{docker_host: default}", ("HOME", _folder.FullName)).Endpoint);

    [Fact]
    public void Only_default_looks_at_DOCKER_HOST()
        => Assert.Equal(new TcpEndpoint("a", 2375), Ship("{ip: a}", ("DOCKER_HOST", "tcp://build:4000")).Endpoint);

    [Fact]
    public void Default_takes_TLS_from_the_variables_of_the_docker_command()
    {
        Write("ca.pem", "cert.pem", "key.pem");
        var verified = new TlsSettings(true) { AuthorityFile = PathOf("ca.pem"), CertificateFile = PathOf("cert.pem"), KeyFile = PathOf("key.pem") };

        Assert.Equal(new TcpEndpoint("b", 2376) { Tls = verified }, Ship("{docker_host: default}", ("DOCKER_HOST", "tcp://b:2376"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", _folder.FullName)).Endpoint);
        Assert.Equal(new TcpEndpoint("b", 2376) { Tls = new TlsSettings(false) }, Ship("{docker_host: default}", ("DOCKER_HOST", "tcp://b:2376"), ("DOCKER_TLS", "1")).Endpoint);
    }

    [Theory]
    [InlineData("10.0.0.1:2375", "tcp://10.0.0.1:2375")]
    [InlineData(" tcp://a:1/ ", "tcp://a:1")]
    [InlineData("tcp://:2375", "tcp://localhost:2375")]
    [InlineData(":2375", "tcp://localhost:2375")]
    [InlineData("unix://", "unix:///var/run/docker.sock")]
    public void Default_takes_the_short_forms_of_DOCKER_HOST_that_the_docker_command_takes(string host, string endpoint)
        => Assert.Equal(endpoint, Ship("{docker_host: default}", ("DOCKER_HOST", host)).Endpoint.ToString());

    [Fact]
    public void Default_with_TLS_and_without_DOCKER_HOST_is_this_machine_s_port_for_TLS()
    {
        Write("ca.pem");
        Assert.Equal(
            new TcpEndpoint("localhost", 2376) { Tls = new TlsSettings(true) { AuthorityFile = PathOf("ca.pem") } },
            Ship("{docker_host: default}", ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", _folder.FullName)).Endpoint);
    }

    [Fact]
    public void Default_asks_for_the_authority_of_DOCKER_TLS_VERIFY()
    {
        var mistake = Loaded.MistakeAtMark("name: a\nships: {h: {docker_host: §default}}\n", ("DOCKER_HOST", "tcp://b:1"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", _folder.FullName));

        Assert.Contains($"there is no 'ca.pem' in '{_folder.FullName}'", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ip: a}")]
    [InlineData("{docker_host: 'tcp://a'}")]
    [InlineData("{context: default}")]
    [InlineData("{ip: a, socket_path: /s}")]
    public void Only_default_looks_at_the_variables_of_the_docker_command(string ship)
    {
        Write("ca.pem", "cert.pem", "key.pem");

        Assert.Equal(
            Ship(ship).Endpoint,
            Ship(ship, ("DOCKER_HOST", "tcp://not:1"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_TLS", "1"), ("DOCKER_CERT_PATH", _folder.FullName), ("DOCKER_CONTEXT", "not"), ("DOCKER_API_VERSION", "1.24")).Endpoint);
    }

    [Fact]
    public void Default_follows_the_current_context_of_the_docker_command()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "config.json"), """{"auths": {}, "currentContext": "lab"}""");
        WriteContext("lab", """{"Name": "lab", "Endpoints": {"docker": {"Host": "unix:///run/lab.sock", "SkipTLSVerify": false}}}""");
        WriteContext("remote", """{"Name": "remote", "Endpoints": {"docker": {"Host": "ssh://ops@x"}}}""");
        Assert.Equal(new UnixEndpoint("/run/lab.sock"), Ship("{docker_host: default}", ("DOCKER_CONFIG", _folder.FullName)).Endpoint);
        Assert.Equal(new UnixEndpoint("/var/run/docker.sock"), Ship("{docker_host: default}", ("DOCKER_CONFIG", _folder.FullName), ("DOCKER_CONTEXT", "default")).Endpoint);
        Assert.Equal("ssh://ops@x", Ship("{docker_host: default}", ("DOCKER_CONFIG", _folder.FullName), ("DOCKER_CONTEXT", "remote")).Endpoint.ToString());
        AssertRefused(DiagnosticCodes.InvalidValue, "gone");
    }

    [Fact]
    public void Says_when_the_configuration_of_the_docker_command_is_broken()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "config.json"), "{");
        Assert.Equal(DiagnosticCodes.FileUnreadable, Loaded.MistakeAtMark("name: a\nships: {h: {docker_host: §default}}\n", ("DOCKER_CONFIG", _folder.FullName)).Code);
    }

    [Fact]
    public void Takes_the_engine_of_a_context()
    {
        WriteContext("lab", """{"Endpoints": {"docker": {"Host": "tcp://lab:2376", "SkipTLSVerify": false}}}""");
        WriteContext("open", """{"Endpoints": {"docker": {"Host": "tcp://open:2376", "SkipTLSVerify": true}}}""");
        var certificates = _folder.CreateSubdirectory(Path.Combine("contexts", "tls", IdOf("lab"), "docker"));
        File.WriteAllText(Path.Combine(certificates.FullName, "ca.pem"), TlsTexts.Authority);

        var lab = Ship("{context: lab}", ("DOCKER_CONFIG", _folder.FullName));
        Assert.Equal(new TcpEndpoint("lab", 2376) { Tls = new TlsSettings(true) { AuthorityFile = Path.Combine(certificates.FullName, "ca.pem") } }, lab.Endpoint);
        Assert.Equal("lab", lab.Address);
        Assert.Equal(new TcpEndpoint("open", 2376) { Tls = new TlsSettings(false) }, Ship("{context: open, ip: a}", ("DOCKER_CONFIG", _folder.FullName)).Endpoint);
        Assert.Equal(new UnixEndpoint("/var/run/docker.sock"), Ship("{context: default}", ("DOCKER_HOST", "tcp://not:1")).Endpoint);
        Assert.Contains("'gone'", Loaded.MistakeAtMark("name: a\nships: {h: {context: §gone}}\n", ("DOCKER_CONFIG", _folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{docker_host: 'ssh://ops@gate'}", "ops", "gate", 22, "/var/run/docker.sock")]
    [InlineData("{docker_host: 'ssh://gate:2222/run/d.sock'}", "", "gate", 2222, "/run/d.sock")]
    public void Reads_addresses_of_SSH(string ship, string user, string host, int port, string socket)
    {
        var (loaded, ssh) = (Ship(ship), Assert.IsType<SshEndpoint>(Ship(ship).Endpoint));

        Assert.Equal((user, host, port, socket, 0), (ssh.User, ssh.Host, ssh.Port, ssh.RemoteSocket, ssh.RemotePort));
        Assert.Equal(host, loaded.Address);
    }

    [Fact]
    public void The_key_of_a_tunnel_may_be_at_home()
        => Assert.Equal(
            Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh/k"),
            Assert.IsType<SshEndpoint>(Ship("{ip: a, ssh_tunnel: {user: u, key: ~/.ssh/k}}").Endpoint).KeyFile);

    [Fact]
    public void Reads_addresses_of_named_pipes()
        => Assert.Equal(new NamedPipeEndpoint("//./pipe/docker_engine"), Ship("{docker_host: 'npipe:////./pipe/docker_engine'}").Endpoint);

    [Fact]
    public void Reads_every_field_of_a_tunnel()
    {
        var ssh = Assert.IsType<SshEndpoint>(Ship("{ip: a, endpoint: b, docker_port: 4243, ssh_timeout: {connect: 5, idle: 30, total: 60}, ssh_tunnel: {user: ops, key: keys/k, port: '2200', jump: [g1, u@g2:23], options: {ServerAliveInterval: 15}}}").Endpoint);

        Assert.Equal(("b", "ops", 2200, 4243, string.Empty, false), (ssh.Host, ssh.User, ssh.Port, ssh.RemotePort, ssh.RemoteSocket, ssh.MayTryUsualSocket));
        Assert.Equal((Path.Combine(Loaded.Folder, "keys", "k"), "g1,u@g2:23", "15"), (ssh.KeyFile, ssh.Jump, ssh.Options["ServerAliveInterval"]));
        Assert.Equal((5d, 30d, 60d), (ssh.ConnectTimeout.TotalSeconds, ssh.IdleTimeout!.Value.TotalSeconds, ssh.TotalTimeout!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData("{user: ops}", 2375, "", true)]
    [InlineData("{user: ops, remote_socket: /run/d.sock}", 0, "/run/d.sock", false)]
    public void A_tunnel_leads_to_a_port_or_to_a_socket(string tunnel, int port, string socket, bool mayTrySocket)
    {
        var ssh = Assert.IsType<SshEndpoint>(Ship($"{{ip: a, ssh_tunnel: {tunnel}}}").Endpoint);

        Assert.Equal((port, socket, mayTrySocket), (ssh.RemotePort, ssh.RemoteSocket, ssh.MayTryUsualSocket));
    }

    [Theory]
    [InlineData("ssh_tunnel: {user: u}, socket_path: /s", "ssh://u@a")]
    [InlineData("socket_path: /s, docker_port: 1", "unix:///s")]
    [InlineData("docker_port: 1", "tcp://a:1")]
    public void A_tunnel_goes_before_a_socket_and_a_socket_before_TCP(string ways, string expected)
        => Assert.Equal(expected, Ship($"{{ip: a, {ways}}}").Endpoint.ToString());

    [Theory]
    [InlineData("docker_host: tcp://d", "{ip: a}", "tcp://d:2375")]
    [InlineData("docker_host: tcp://d", "{ip: a, socket_path: /s}", "unix:///s")]
    [InlineData("docker_host: tcp://d", "{docker_host: tcp://own}", "tcp://own:2375")]
    [InlineData("docker_host: tcp://d", "{ip: a, docker_host: null}", "tcp://a:2375")]
    [InlineData("ssh_tunnel: {user: u}", "{docker_host: tcp://own}", "tcp://own:2375")]
    [InlineData("ssh_tunnel: {user: u}", "{ip: a, ssh_tunnel: null}", "tcp://a:2375")]
    public void A_ships_own_way_goes_before_that_of_all_ships(string defaults, string ship, string expected)
        => Assert.Equal(expected, Loaded.Environment($"name: a\nship_defaults: {{{defaults}}}\nships: {{h: {ship}}}\n").Ship("h").Endpoint.ToString());

    [Theory]
    [InlineData("tls: true, tls_verify: true", true, 2376)]
    [InlineData("tls_verify: true", true, 2376)]
    [InlineData("tls: true, tls_ca_cert: ca.pem", true, 2376)]
    [InlineData("tls: true, tls_ca_cert: ca.pem, tls_verify: false", false, 2376)]
    [InlineData("tls: true", false, 2376)]
    [InlineData("tls: true, docker_port: 99", false, 99)]
    public void Speaks_TLS_verified_as_the_fields_say(string fields, bool verify, int port)
    {
        Write("ca.pem");
        var environment = LoadHere($"name: a\nships: {{h: {{ip: a, {fields}}}}}\n");

        var tcp = Assert.IsType<TcpEndpoint>(environment.Ship("h").Endpoint);
        Assert.Equal((verify, port), (tcp.Tls!.Verify, tcp.Port));
        Assert.Equal(verify ? [] : [DiagnosticCodes.UnverifiedTls], environment.Warnings.Select(w => w.Code));
    }

    [Theory]
    [InlineData("tls: true, tls_key: key.pem", "without 'tls_cert'")]
    [InlineData("tls: true, tls_cert: cert.pem", "without 'tls_key'")]
    public void Refuses_half_of_what_a_client_proves_itself_with(string fields, string fragment)
    {
        Write("key.pem", "cert.pem");
        var mistakes = Assert.Throws<MaestroException>(() => LoadHere($"name: a\nships: {{h: {{ip: a, {fields}}}}}\n")).Diagnostics;

        Assert.Contains(mistakes, m => m.Message.Contains(fragment, StringComparison.Ordinal));
    }

    [Fact]
    public void The_timeouts_of_SSH_hold_for_an_address_of_SSH_as_well()
    {
        var ssh = Assert.IsType<SshEndpoint>(Ship("{docker_host: 'ssh://ops@gate', ssh_timeout: {connect: 5, idle: 30, total: 60}}").Endpoint);

        Assert.Equal((5, 30, 60), (ssh.ConnectTimeout.TotalSeconds, ssh.IdleTimeout!.Value.TotalSeconds, ssh.TotalTimeout!.Value.TotalSeconds));
    }

    [Fact]
    public void Warns_of_TLS_fields_without_effect()
    {
        Write("ca.pem");
        Assert.Contains("no effect without 'tls: true'", Assert.Single(LoadHere("name: a\nships: {h: {ip: a, tls_ca_cert: ca.pem}}\n").Warnings).Message, StringComparison.Ordinal);
        Assert.Equal(DiagnosticCodes.Deprecated, Assert.Single(LoadHere("name: a\nships: {h: {ip: a, ssl_version: TLSv1}}\n").Warnings).Code);
    }

    [Theory]
    [InlineData("auto", "")]
    [InlineData("1.41", "1.41")]
    [InlineData("v1.41", "1.41")]
    public void Knows_the_version_that_is_asked_for(string version, string expected)
        => Assert.Equal(expected, Ship($"{{ip: a, api_version: {version}}}").ApiVersion);

    [Fact]
    public void Knows_how_long_to_wait_for_what()
    {
        var ship = Ship("{ip: a, timeout: {connect: 1, idle: 2, total: 3}}");

        Assert.Equal((1d, 2d, 3d), (ship.ConnectTimeout.TotalSeconds, ship.IdleTimeout!.Value.TotalSeconds, ship.TotalTimeout!.Value.TotalSeconds));
    }

    [Fact]
    public void Finds_an_address_of_this_machine()
        => Assert.True(System.Net.IPAddress.TryParse(MachineAddress.Find(), out _));

    private void AssertRefused(DiagnosticCode code, string context)
    {
        var mistake = Loaded.MistakeAtMark("name: a\nships: {h: {docker_host: §default}}\n", ("DOCKER_CONFIG", _folder.FullName), ("DOCKER_CONTEXT", context));
        Assert.Equal(code, mistake.Code);
        Assert.Contains($"'{context}'", mistake.Message, StringComparison.Ordinal);
    }

    private MaestroEnvironment LoadHere(string text) => new EnvironmentLoader(new Dictionary<string, string>(), _folder.FullName, new StringReader(text)).Load("-");

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(PathOf(name), TlsTexts.Of(name));
        }
    }

    private static string IdOf(string context) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));

    private void WriteContext(string name, string json)
    {
        var folder = _folder.CreateSubdirectory(Path.Combine("contexts", "meta", IdOf(name)));
        File.WriteAllText(Path.Combine(folder.FullName, "meta.json"), json);
    }

    private static Ship Ship(string ship, params (string, string)[] variables)
        => Loaded.Environment($"name: a\nships: {{h: {ship}}}\n", variables).Ship("h");
}
