using System.Text.Json;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Makes up what an environment has besides its services: ships, networks, secrets, registries, and who is told.</summary>
internal sealed class GeneratedSurroundings(Chances chances)
{
    // Certificates must be there, and fit.
    private static readonly string Authority = TlsTexts.FileOf("ca.pem", TlsTexts.Authority);
    private static readonly string Certificate = TlsTexts.FileOf("cert.pem", TlsTexts.Certificate);
    private static readonly string Key = TlsTexts.FileOf("key.pem", TlsTexts.Key);
    private static readonly string EncryptedKey = TlsTexts.FileOf("encrypted.pem", TlsTexts.EncryptedKey);

    public Ship Ship(int number)
    {
        var address = chances.Chance() ? chances.Address() : $"host-{number}.example.org";
        return new Ship
        {
            Name = chances.Name("ship", number),
            Address = address,
            Endpoint = chances.Number(0, 5) switch
            {
                0 => new UnixEndpoint(chances.Pick("/run/docker.sock", $"{Loaded.Folder}/engine.sock")),
                1 => new NamedPipeEndpoint(chances.Pick("//./pipe/docker_engine", "//./pipe/other")),
                2 => Ssh(chances.Pick(address, "10.9.9.9")),
                3 => new TcpEndpoint(address, chances.Pick(2375, 2376)) { Tls = MaybeTls() },
                _ => new TcpEndpoint(chances.Pick("10.9.9.9", "2001:db8::7"), chances.Number(1, 65536)) { Tls = MaybeTls() },
            },
            ConnectTimeout = chances.Seconds(10),
            IdleTimeout = chances.MaybeSeconds(),
            TotalTimeout = chances.MaybeSeconds(),
            ApiVersion = chances.Pick("", "1.41"),
        };
    }

    private SshEndpoint Ssh(string host)
    {
        var tls = MaybeTls();
        var usual = chances.Seldom();
        var socket = !usual && chances.Chance();
        var plain = chances.Chance();
        var port = chances.Pick(SshEndpoint.DefaultPort, 2222);
        return new SshEndpoint(host)
        {
            User = chances.Pick("deploy", "me@corp"),
            Port = port,
            StatesPort = port != SshEndpoint.DefaultPort || chances.Chance(),
            KeyFile = plain || chances.Chance() ? string.Empty : $"{Loaded.Folder}/keys/{chances.Fresh()}",
            Jump = plain ? string.Empty : chances.Pick("", "gate", "ops@gate:2222,[::1]"),
            Options = plain ? new Dictionary<string, string>() : chances.Many(2, () => $"Option{chances.Fresh()}").ToDictionary(o => o, _ => $"value {chances.Fresh()}"),
            RemoteSocket = socket ? chances.Pick("/var/run/docker.sock", "/run/other.sock") : string.Empty,
            RemotePort = socket ? 0 : usual ? tls is null ? 2375 : 2376 : chances.Number(1, 65536),
            MayTryUsualSocket = usual,
            Tls = tls,
            ConnectTimeout = chances.Seconds(10),
            IdleTimeout = chances.MaybeSeconds(),
            TotalTimeout = chances.MaybeSeconds(),
        };
    }

    private TlsSettings? MaybeTls()
    {
        var password = chances.Seldom() ? KeyPassword() : null;
        var (certificate, key) = password is not null ? (Certificate, EncryptedKey) : chances.Chance() ? (Certificate, Key) : (string.Empty, string.Empty);
        return chances.Chance() ? null : new TlsSettings(chances.Chance())
        {
            AuthorityFile = chances.Pick("", Authority),
            CertificateFile = certificate,
            KeyFile = key,
            KeyPassword = password,
        };
    }

    private static Secret KeyPassword() => new()
    {
        Name = "tls_key_password",
        Value = new SecretValue(TlsTexts.Password),
    };

    public Network Network(int number, string environment)
    {
        var name = $"net{number}{chances.Pick("", ".x", "_y", "-z")}";
        if (chances.Seldom())
        {
            return new Network { Name = name, ActualName = chances.Pick(name, $"other-{number}"), IsExternal = true };
        }

        return new Network
        {
            Name = name,
            ActualName = chances.Chance() ? $"{environment.Replace(' ', '-')}_{name}" : $"own-{number}",
            Driver = chances.Pick("", "macvlan"),
            Options = chances.Texts("option", 2),
            IsInternal = chances.Chance(),
            IsAttachable = chances.Chance(),
            HasIpv6 = chances.Chance(),
            AddressDriver = chances.Pick("", "default"),
            Pools = chances.Number(0, 4) switch
            {
                0 => [new AddressPool($"10.{number}.0.0/16")],
                1 => [new AddressPool($"10.{number}.0.0/16", $"10.{number}.0.1", $"10.{number}.4.0/24"), new AddressPool($"2001:db8:{number + 1}::/64", $"2001:db8:{number + 1}::1")],
                _ => [],
            },
            Labels = chances.Texts("label", 2),
        };
    }

    public Secret Secret(int number)
    {
        var name = chances.Name("secret", number);
        return chances.Chance() ? new Secret { Name = name, Value = new SecretValue($"{chances.Text()}{number}") }
            : chances.Chance() ? new Secret { Name = name, Command = new SecretCommand("/bin/sh", ["-c", chances.Text()], Loaded.Folder, chances.Seconds(30)) }
            : new Secret { Name = name, Command = new SecretCommand("pass", chances.Many(3, chances.Text), Loaded.Folder, chances.Seconds(30)) };
    }

    public Registry Registry(int number, IReadOnlyList<Secret> secrets)
    {
        var (address, authority) = chances.Pick(
            ($"https://hub{number}.example.com", $"hub{number}.example.com"),
            ($"hub{number}:5000", $"hub{number}:5000"),
            ($"http://hub{number}:80/v1/", $"hub{number}:80"));
        var known = chances.Chance();
        var secret = known && secrets.Count > 0 && chances.Chance() ? secrets[chances.Number(0, secrets.Count)] : null;
        return new Registry
        {
            Name = chances.Chance() ? address : chances.Name("registry", number),
            Address = address,
            Authority = authority,
            Username = known ? chances.Text() : string.Empty,
            Password = secret is not null ? secret.Value : known ? new SecretValue(chances.Text()) : null,
            PasswordSecret = secret?.Name ?? string.Empty,
            Email = chances.Pick("", "me@example.com"),
            RetryAttempts = chances.Pick(3, 1, 9),
            RetryWhen = chances.Pick<IReadOnlyList<int>>([], [500], [500, 503]),
        };
    }

    public AuditorSpec Auditor()
    {
        AuditorSpec auditor = chances.Number(0, 5) switch
        {
            0 => new LogAuditorSpec(chances.Pick("/var/log/audit", $"{Loaded.Folder}/audit.log")),
            1 => new ExecAuditorSpec(chances.Pick("./tell.sh", "a b"), chances.Many(3, chances.Text)),
            2 => new SlackAuditorSpec { Webhook = new SecretValue("https://hooks.example.com/T0"), Channel = chances.Pick("", "#ops"), Name = chances.Text(), Icon = chances.Text(), Timeout = chances.Seconds(3) },
            3 => new SlackAuditorSpec { BotToken = new SecretValue($"t{chances.Text()}"), Channel = "#ops", Name = chances.Text(), Icon = chances.Text(), Timeout = chances.Seconds(3) },
            _ => new HttpAuditorSpec(new SecretValue($"http://host/{chances.Fresh()}"))
            {
                Method = chances.Pick("POST", "GET"),
                Payload = chances.Chance() ? null : JsonDocument.Parse(GeneratedJson.Make(chances).ToJsonString()).RootElement,
                Headers = chances.Texts("X-Header", 2).ToDictionary(h => h.Key, h => new SecretValue(h.Value)),
                Timeout = chances.Seconds(3),
            },
        };
        return auditor with
        {
            Level = chances.Pick(AuditLevel.Info, AuditLevel.Debug),
            Events = chances.Pick(AuditEvents.All, AuditEvents.Action, AuditEvents.Success, AuditEvents.Action | AuditEvents.Error),
            Required = chances.Chance(),
            MaxWait = chances.Seconds(10, 60),
        };
    }
}
