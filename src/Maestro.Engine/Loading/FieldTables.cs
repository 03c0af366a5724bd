using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Every field of the language, section by section. Binders, warnings and documents go by these tables.</summary>
/// <remarks>Long because it is a list: one line for each field. Those of containers are in <see cref="ContainerFields"/>, those of checks in <see cref="CheckFields"/>.</remarks>
internal static class FieldTables
{
    public static FieldTable SshTunnel { get; } = new(
        "a mapping such as {user: deploy, key: keys/deploy}",
        new("user", "text", Kinds.Text, "The user to log in as."),
        new("key", "path", Kinds.Text, "The private key; without it, those of the agent and of the configuration of SSH."),
        new("port", "port", Kinds.Port, "The port of the SSH server; that of the configuration of SSH by default, else 22."),
        new("jump", "host or list of hosts", Kinds.TextOrList, "Hosts to go through, such as user@host:port."),
        new("options", "mapping of options", Kinds.TextMap, "Further options of OpenSSH."),
        new("remote_socket", "path", Kinds.Text, "The engine's socket on the far side, instead of docker_port."));

    public static FieldTable Timeout { get; } = new(
        "a number of seconds, or a mapping such as {connect: 10, idle: 60}",
        new("connect", "number of seconds", Kinds.Number, "Longest time to wait for the connection."),
        new("idle", "number of seconds", Kinds.Number, "Longest time without a byte of an answer."),
        new("total", "number of seconds", Kinds.Number, "Longest time for a whole call that is no stream."));

    private static ValueKind Timeouts => Kinds.Either(Kinds.Number, Kinds.Section(() => Timeout));

    private static readonly Field[] ConnectionFields =
    [
        new("docker_port", "port", Kinds.Port, "Port of the Docker engine; 2375 by default."),
        new("socket_path", "path", Kinds.Text, "Unix socket of a Docker engine on this machine."),
        new("docker_host", "text", Kinds.Text, "Where the Docker engine listens: unix://…, tcp://…, ssh://…, npipe://…, or 'default' for what the docker command would use."),
        new("context", "text", Kinds.Text, "A context of the docker command."),
        new("api_version", "'auto' or a version", Kinds.Text, "The version of the Engine API to speak; by default the newest that both sides know."),
        new("timeout", "number of seconds, or mapping", Timeouts, "How long a ship may keep its callers waiting; a number is that of the connection."),
        new("ssh_timeout", "number of seconds, or mapping", Timeouts, "Longest time to wait for an SSH connection; without SSH it has no effect."),
        new("ssh_tunnel", "mapping", Kinds.Section(() => SshTunnel), "Reaches the engine through SSH."),
        new("tls", "true or false", Kinds.Boolean, "Talks TLS to the engine."),
        new("tls_verify", "true or false", Kinds.Boolean, "Verifies the engine's certificate; talks TLS."),
        new("tls_ca_cert", "path", Kinds.Text, "The certificate authority of the engine's certificate, which is then verified."),
        new("tls_cert", "path", Kinds.Text, "The client's certificate."),
        new("tls_key", "path", Kinds.Text, "The key of the client's certificate."),
        new("tls_key_password", "secret", Kinds.Section(() => Secret!), "What the key is encrypted with."),
        new("ssl_version", "text", Kinds.Text, "Obsolete and ignored."),
    ];

    public static FieldTable Header { get; } = new(
        "a mapping such as {schema: 2}",
        new Field("schema", "1 or 2", Kinds.OneOf("1", "2"), "2: volumes are 'host: container'; 1: the other way round, going away."));

    public static FieldTable ShipDefaults { get; } = new("a mapping of ship fields", ConnectionFields);

    public static FieldTable Ship { get; } = new(
        "a mapping such as {ip: 192.168.10.2}",
        [
            new("ip", "name or address", Kinds.Text, "Where containers and checks reach the ship's published ports."),
            new("endpoint", "name or address", Kinds.Text, "Where the Docker engine is reached; the ip by default."),
            .. ConnectionFields,
        ]);

    public static FieldTable Instance { get; } = new(
        "a mapping with at least 'ship'",
        [new("ship", "ship name", Kinds.Text, "The ship that the container runs on."), .. ContainerFields.All]);

    public static FieldTable Service { get; } = new(
        "a mapping with at least 'image' and 'instances'",
        [
            new("instances", "mapping of names to instances", Kinds.MapOf(Kinds.Section(() => Instance)), "The containers of the service."),
            new("requires", "list of service names", Kinds.TextOrList, "Services that must be up before this one; their addresses are handed over."),
            new("wants_info", "list of service names", Kinds.TextOrList, "Services whose addresses are handed over, without any effect on order."),
            new("omit", "true or false", Kinds.Boolean, "Leaves the service out of plays that name nothing."),
            .. ContainerFields.All,
        ])
    {
        Hint = value => value is YamlMapping mapping && mapping.Find("ship") is not null ? "; it looks like an instance: put it below 'instances:'." : null,
    };

    public static FieldTable Secret { get; } = new(
        "a mapping such as {file: db.password}, {env: DB_PASSWORD} or {command: [pass, show, db]}",
        new("file", "path", Kinds.Text, "The file that holds the secret; a line break at its end is left out."),
        new("env", "text", Kinds.Text, "The environment variable that holds the secret."),
        new("command", "text or list of words", Kinds.TextOrList, "The command that prints the secret: a list is run as it is, a text by the shell."),
        new("timeout", "number of seconds", Kinds.Number, "How long the command may take; 30 by default."));

    public static FieldTable RegistryRetry { get; } = new(
        "a mapping such as {attempts: 3, when: [500, 503]}",
        new("attempts", "whole number", Kinds.Integer(1), "How often a pull is tried at most; 3 by default."),
        new("when", "status code or list of status codes", Kinds.OneOrMore(Kinds.Integer(100, 599)), "After which answers it is tried again."));

    public static FieldTable RegistryPassword { get; } = new(
        "a mapping such as {secret: hub_password}",
        new Field("secret", "secret", Kinds.Text, "The name of one of 'secrets'."));

    public static FieldTable Registry { get; } = new(
        "a mapping such as {registry: 'https://hub.example.com', username: ci, password: …}",
        new("registry", "address", Kinds.Text, "The registry's address; its name by default."),
        new("username", "text", Kinds.Text, "The user; without one, what 'docker login' has stored is used."),
        new("password", "text, or {secret: NAME}", Kinds.Either(Kinds.Text, Kinds.Section(() => RegistryPassword)), "The password, or the secret that holds it."),
        new("email", "text", Kinds.Text, "The mail address, for the few registries that ask for it."),
        new("retry", "mapping", Kinds.Section(() => RegistryRetry), "When a pull that failed is tried again."));

    public static FieldTable Environment { get; } = new(
        "a mapping with at least 'name' and 'ships'",
        new("__maestro", "mapping", Kinds.Section(() => Header), "About the file itself: its schema."),
        new("name", "text", Kinds.Text, "The environment's name."),
        new("ship_provider", "'static'", Kinds.OneOf("static"), "Where ships come from; only 'static' exists."),
        new("ship_defaults", "mapping", Kinds.Section(() => ShipDefaults), "Values for ships that do not say otherwise."),
        new("ships", "mapping of names to ships", Kinds.MapOf(Kinds.Section(() => Ship)), "The hosts that run Docker."),
        new("services", "mapping of names to services", Kinds.MapOf(Kinds.Section(() => Service)), "What is to run."),
        new("networks", "mapping of names to networks", Kinds.MapOf(Kinds.Section(() => NetworkFields.Network), orNothing: true), "Networks that containers share on a ship; each ship has its own."),
        new("registries", "mapping of names to registries", Kinds.MapOf(Kinds.Section(() => Registry)), "Credentials of image registries."),
        new("audit", "list of auditors", Kinds.ListOf(Kinds.Section(() => AuditorFields.All)), "What is told about each play, and to whom."),
        new("include", "path or list of paths", Kinds.TextOrList, "Other files to take in; what this file says goes before what they say."),
        new("secrets", "mapping of names to secrets", Kinds.MapOf(Kinds.Section(() => Secret)), "Values that are never shown."))
    {
        HasUserKeys = true,
    };

    public static FieldTable Port { get; } = new(
        "a mapping with 'exposed' and 'external'",
        new("exposed", "port", Kinds.Text, "The port inside the container."),
        new("external", "port, or [address, port]", Kinds.TextOrList, "The port on the ship."));

    public static FieldTable Volume { get; } = new(
        "a path inside the container, or {target: path, mode: mode}",
        new("target", "path", Kinds.Text, "The path inside the container."),
        new("mode", "text", Kinds.Text, "Docker's mode: rw, ro, and the like."));

    public static FieldTable Restart { get; } = new(
        "'no', 'always', 'on-failure', 'on-failure:3', 'unless-stopped', or {name: on-failure, retries: 3}",
        new("name", "policy", Kinds.OneOf("no", "always", "on-failure", "unless-stopped"), "The policy."),
        new("retries", "whole number", Kinds.Integer(0), "How often at most, with on-failure."),
        new("maximum_retry_count", "whole number", Kinds.Integer(0), "The same as retries, which is its new name.") { IsDeprecated = true });

    public static FieldTable Lifecycle { get; } = new(
        "a mapping such as {running: [{type: tcp, port: http}]}",
        new("pre-start", "list of checks", CheckFields.Lists(Model.LifecycleState.PreStart), "Checks that must pass before the container is made and started."),
        new("running", "list of checks", CheckFields.Lists(Model.LifecycleState.Running), "Checks that must pass after a start."),
        new("pre-stop", "list of checks", CheckFields.Lists(Model.LifecycleState.PreStop), "Checks that must pass before a stop."),
        new("stopped", "list of checks", CheckFields.Lists(Model.LifecycleState.Stopped), "Checks that must pass after a stop."));

    public static FieldTable ExtraHost { get; } = new(
        "an IP address, or {ship: NAME} for the address of a ship",
        new Field("ship", "ship name", Kinds.Text, "The ship whose address it is."));

    public static FieldTable Limits { get; } = new(
        "a mapping such as {memory: 1g, swap: 200m, cpu: 10}",
        new("memory", "bytes", Kinds.Text, "Most memory."),
        new("swap", "bytes", Kinds.Text, "Swap: less than memory is on top of memory, more is memory and swap together, -1 is no limit."),
        new("cpu", "whole number", Kinds.Integer(0), "The weight among containers that compete for the CPU."));

    public static FieldTable Ulimit { get; } = new(
        "a whole number, or {soft: 1024, hard: 2048}",
        new("soft", "whole number", Kinds.Integer(-1), "The limit that holds at first."),
        new("hard", "whole number", Kinds.Integer(-1), "The limit up to which a process may raise it."));
}
