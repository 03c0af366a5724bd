using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Says what an environment has besides its services.</summary>
internal sealed class SurroundingsYaml(MaestroEnvironment environment, YamlChances chances)
{
    private static readonly HashSet<string> OnlyOfOneShip = ["ip", "endpoint"];

    /// <summary>The environment variables that secrets are in.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public (string Key, YamlValue? Value)[] Make()
    {
        var ships = environment.Ships.Select(s => (s.Name, Fields: Ship(s))).ToList();
        var shared = chances.Shared([.. ships.Select(s => s.Fields)], OnlyOfOneShip);
        return
        [
            ("ship_defaults", shared.Count == 0 ? null : new YamlMap(shared)),
            ("ships", YamlChances.Map([.. ships.Select(s => (s.Name, (YamlValue?)YamlChances.Without(s.Fields, shared)))])),
            ("networks", chances.Optional([.. environment.Networks.Select(n => (n.Name, (YamlValue?)Network(n)))])),
            ("secrets", chances.Optional([.. environment.Secrets.Select(s => (s.Name, (YamlValue?)Secret(s)))])),
            ("registries", chances.Optional([.. environment.Registries.Select(r => (r.Name, (YamlValue?)Registry(r)))])),
            ("audit", environment.Auditors.Count == 0 ? null : new YamlList([.. environment.Auditors.Select(Auditor)])),
        ];
    }

    private YamlMap Ship(Ship ship) => chances.Shuffled(
    [
        .. ship.Endpoint switch
        {
            NamedPipeEndpoint pipe => [("docker_host", $"npipe://{pipe.Path}")],
            UnixEndpoint unix => Unix(unix),
            TcpEndpoint tcp => [.. Tcp(tcp, ship.Address), .. Tls(tcp.Tls)],
            SshEndpoint ssh => [.. Ssh(ssh, ship.Address), .. Tls(ssh.Tls), ("ssh_timeout", Timeout(ssh.ConnectTimeout, ssh.IdleTimeout, ssh.TotalTimeout))],
            _ => throw new NotSupportedException(),
        },
        ("ip", ship.Address),
        ("timeout", Timeout(ship.ConnectTimeout, ship.IdleTimeout, ship.TotalTimeout)),
        ("api_version", ship.ApiVersion.Length == 0 ? chances.Pick<YamlValue?>(null, "auto") : chances.Pick("", "v") + ship.ApiVersion),
    ]);

    private (string Key, YamlValue? Value)[] Unix(UnixEndpoint unix)
        => chances.Chance() ? [("docker_host", $"unix://{unix.Path}")] : [("socket_path", chances.File(unix.Path))];

    private (string Key, YamlValue? Value)[] Tcp(TcpEndpoint tcp, string address)
    {
        if (chances.Chance())
        {
            return [("docker_host", tcp.Port == 2375 && chances.Chance() ? tcp.ToString()[..^":2375".Length] : tcp.ToString())];
        }

        return [("endpoint", chances.Unless(tcp.Host == address, tcp.Host)), ("docker_port", chances.Unless(tcp.Port == (tcp.Tls is null ? 2375 : 2376), tcp.Port))];
    }

    private (string Key, YamlValue? Value)[] Ssh(SshEndpoint ssh, string address)
    {
        if (ssh is { KeyFile: "", Jump: "", Options.Count: 0, RemoteSocket.Length: > 0 } && chances.Chance())
        {
            return [("docker_host", ssh + (ssh.RemoteSocket == "/var/run/docker.sock" && chances.Chance() ? string.Empty : ssh.RemoteSocket))];
        }

        var tunnel = chances.Shuffled(
            ("user", ssh.User),
            ("key", ssh.KeyFile.Length == 0 ? null : (YamlValue)chances.File(ssh.KeyFile)),
            ("port", ssh.StatesPort ? (YamlValue)YamlChances.Number(ssh.Port) : null),
            ("jump", ssh.Jump.Length == 0 ? null : chances.Names(ssh.Jump.Split(','))),
            ("options", chances.Texts(ssh.Options)),
            ("remote_socket", ssh.RemoteSocket.Length == 0 ? null : (YamlValue)ssh.RemoteSocket));
        return
        [
            ("ssh_tunnel", tunnel),
            ("endpoint", chances.Unless(ssh.Host == address, ssh.Host)),
            ("docker_port", ssh.MayTryUsualSocket || ssh.RemotePort == 0 ? null : (YamlValue)YamlChances.Number(ssh.RemotePort)),
        ];
    }

    private (string Key, YamlValue? Value)[] Tls(TlsSettings? tls) => tls is null ? [] :
    [
        ("tls", tls.Verify ? chances.Pick<YamlValue?>(null, "true") : "true"),
        ("tls_verify", chances.Unless(tls is { Verify: false, AuthorityFile: "" }, tls.Verify)),
        ("tls_ca_cert", tls.AuthorityFile.Length == 0 ? null : (YamlValue)tls.AuthorityFile),
        ("tls_cert", tls.CertificateFile.Length == 0 ? null : (YamlValue)tls.CertificateFile),
        ("tls_key", tls.KeyFile.Length == 0 ? null : (YamlValue)tls.KeyFile),
        ("tls_key_password", tls.KeyPassword is null ? null : Secret(tls.KeyPassword)),
    ];

    private YamlValue? Timeout(TimeSpan connect, TimeSpan? idle, TimeSpan? total)
        => idle is null && total is null && chances.Chance()
            ? chances.Seconds(connect, 10)
            : chances.Shuffled(("connect", chances.Seconds(connect, 10)), ("idle", Seconds(idle)), ("total", Seconds(total)));

    private static YamlValue? Seconds(TimeSpan? time) => time is { } given ? (YamlValue)YamlChances.Text(given.TotalSeconds) : null;

    private YamlMap Network(Network network)
    {
        if (network.IsExternal)
        {
            return chances.Shuffled(("external", "true"), ("name", chances.Unless(network.ActualName == network.Name, network.ActualName)));
        }

        return chances.Shuffled(
            ("name", chances.Unless(network.ActualName.EndsWith($"_{network.Name}", StringComparison.Ordinal), network.ActualName)),
            ("external", chances.Pick<YamlValue?>(null, "false")),
            ("driver", chances.Unless(network.Driver.Length == 0, network.Driver)),
            (chances.Pick("options", "driver_opts"), chances.Texts(network.Options)),
            ("internal", chances.Unless(!network.IsInternal, network.IsInternal)),
            ("attachable", chances.Unless(!network.IsAttachable, network.IsAttachable)),
            (chances.Pick("ipv6", "enable_ipv6"), chances.Unless(!network.HasIpv6, network.HasIpv6)),
            ("ipam", Ipam(network)),
            ("labels", chances.Texts(network.Labels)));
    }

    private YamlMap? Ipam(Network network) => network is { Pools.Count: 0, AddressDriver: "" } ? null : chances.Shuffled(
    [
        ("driver", chances.Unless(network.AddressDriver.Length == 0, network.AddressDriver)),
        .. network.Pools.Count == 1 && chances.Chance() ? Pool(network.Pools[0]) : [("config", network.Pools.Count == 0 ? null : (YamlValue)new YamlList([.. network.Pools.Select(p => chances.Shuffled(Pool(p)))]))],
    ]);

    private static (string Key, YamlValue? Value)[] Pool(AddressPool pool) =>
    [
        ("subnet", pool.Subnet),
        ("gateway", pool.Gateway.Length == 0 ? null : (YamlValue)pool.Gateway),
        ("ip_range", pool.Range.Length == 0 ? null : (YamlValue)pool.Range),
    ];

    private YamlMap Secret(Secret secret)
    {
        if (secret.Value is { } value)
        {
            var variable = $"SECRET_{Variables.Count}";
            Variables[variable] = value.Reveal();
            return YamlChances.Map(("env", variable));
        }

        var command = secret.Command!;
        return chances.Shuffled(
            ("command", command.Program == "/bin/sh" && !OperatingSystem.IsWindows() && chances.Chance() ? command.Arguments[1] : YamlChances.List([command.Program, .. command.Arguments])),
            ("timeout", chances.Seconds(command.Timeout, 30)));
    }

    private YamlMap Registry(Registry registry) => chances.Shuffled(
        ("registry", chances.Unless(registry.Address == registry.Name, registry.Address)),
        ("username", registry.Password is null && registry.PasswordSecret.Length == 0 ? null : (YamlValue)registry.Username),
        ("password", registry.PasswordSecret.Length > 0 ? new YamlMap([("secret", registry.PasswordSecret)]) : registry.Password is null ? null : (YamlValue)registry.Password.Reveal()),
        ("email", chances.Unless(registry.Email.Length == 0, registry.Email)),
        ("retry", chances.Unless(
            registry is { RetryAttempts: 3, RetryWhen.Count: 0 },
            chances.Shuffled(("attempts", chances.Unless(registry.RetryAttempts == 3, registry.RetryAttempts)), ("when", chances.Names([.. registry.RetryWhen.Select(w => YamlChances.Number(w))]))))));

    private YamlMap Auditor(AuditorSpec auditor)
    {
        var type = auditor switch
        {
            LogAuditorSpec => "log",
            ExecAuditorSpec => "exec",
            SlackAuditorSpec => "slack",
            _ => chances.Pick("webhook", "http"),
        };
        var usual = type switch
        {
            "http" => AuditEvents.Action,
            "exec" => AuditEvents.Success,
            _ => AuditEvents.All,
        };
        return chances.Shuffled(
        [
            ("type", type),
            ("level", chances.Unless(auditor.Level == AuditLevel.Info, auditor.Level == AuditLevel.Info ? "info" : "debug")),
            ("events", auditor.Events == usual && chances.Chance() ? null : Events(auditor.Events)),
            chances.Chance() ? ("required", chances.Unless(!auditor.Required, auditor.Required)) : ("ignore_errors", chances.Unless(!auditor.Required, !auditor.Required)),
            ("max_wait", chances.Seconds(auditor.MaxWait, type == "exec" ? 60 : 10)),
            .. Own(auditor),
        ]);
    }

    private YamlValue Events(AuditEvents events)
    {
        var words = new[] { AuditEvents.Action, AuditEvents.Success, AuditEvents.Error }.Where(e => events.HasFlag(e)).Select(e => e.ToString().ToLowerInvariant()).ToList();
        return chances.Names(words)!;
    }

    private (string Key, YamlValue? Value)[] Own(AuditorSpec auditor) => auditor switch
    {
        LogAuditorSpec log => [("file", chances.File(log.File))],
        ExecAuditorSpec exec => [("script", exec.Script), ("args", chances.Unless(exec.Arguments.Count == 0, YamlChances.List(exec.Arguments)))],
        HttpAuditorSpec http =>
        [
            ("endpoint", http.Endpoint.Reveal()),
            ("method", chances.Unless(http.Method == "POST", http.Method)),
            ("payload", http.Payload is { } payload ? YamlChances.Json(JsonNode.Parse(payload.GetRawText())) : null),
            ("headers", chances.Texts(http.Headers.ToDictionary(h => h.Key, h => h.Value.Reveal()))),
            ("timeout", chances.Seconds(http.Timeout, 3)),
        ],
        SlackAuditorSpec slack =>
        [
            ("webhook", slack.Webhook?.Reveal() is { } hook ? hook : (YamlValue?)null),
            ("token", slack.BotToken?.Reveal() is { } token ? token : (YamlValue?)null),
            ("channel", chances.Unless(slack.Channel.Length == 0, slack.Channel)),
            ("name", chances.Unless(slack.Name.Length == 0, slack.Name)),
            ("icon", chances.Unless(slack.Icon.Length == 0, slack.Icon)),
            ("timeout", chances.Seconds(slack.Timeout, 3)),
        ],
        _ => throw new NotSupportedException(),
    };
}
