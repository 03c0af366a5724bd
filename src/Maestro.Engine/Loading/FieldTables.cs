using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Every field of the language, section by section. Binders, warnings and documents go by these tables.</summary>
/// <remarks>Long because it is a list: one line for each field.</remarks>
internal static class FieldTables
{
    private static readonly Field[] ContainerFields =
    [
        new("image", "image reference", "The image to run."),
        new("command", "text or list of words", "The command to run instead of the image's own; text is split as a shell would, without running one."),
        new("cmd", "text or list of words", "The old name of command."),
        new("ports", "mapping of port names to ports", "The named ports; those of an instance are merged over those of its service by name."),
        new("env", "mapping of variables", "Environment variables; those of an instance win over those of its service."),
        new("volumes", "mapping of host paths to container paths", "Paths of the ship, or named volumes, seen inside the container."),
        new("restart", "restart policy", "What Docker does when the container ends."),
        new("stop_timeout", "whole number of seconds", "Time between SIGTERM and SIGKILL when the container is stopped."),
        new("lifecycle", "mapping of states to lists of checks", "Checks that prove that an instance has reached a state; those of the service run first."),
        Later("envfile", "path or list of paths", "Files with environment variables."),
        Later("container_volumes", "path or list of paths", "Anonymous volumes."),
        Later("volumes_from", "instance or list of instances", "Instances whose volumes are mounted too."),
        Later("links", "mapping of instances to aliases", "Docker links."),
        Later("username", "text", "The user to run as."),
        Later("workdir", "path", "The working directory."),
        Later("privileged", "true or false", "Runs the container with all rights."),
        Later("cap_add", "list", "Linux capabilities to add."),
        Later("cap_drop", "list", "Linux capabilities to take away."),
        Later("extra_hosts", "mapping of host names to addresses", "More entries of /etc/hosts."),
        Later("net", "text", "The network mode."),
        Later("networks", "list", "User-defined networks."),
        Later("dns", "address or list of addresses", "DNS servers."),
        Later("limits", "mapping", "Limits of memory, swap and CPU."),
        Later("log_driver", "text", "Docker's logging driver."),
        Later("log_opt", "mapping", "Options of the logging driver."),
        Later("labels", "mapping or list", "Labels of the container."),
        Later("ulimits", "mapping", "Limits of the container's processes."),
        Later("security_opt", "list", "Security options."),
        Later("entrypoint", "text or list of words", "The entry point to run instead of the image's own."),
        Later("healthcheck", "mapping", "Docker's health check."),
        Later("init", "true or false", "Runs an init process in the container."),
        Later("tmpfs", "mapping or list", "File systems in memory."),
        Later("shm_size", "bytes", "The size of /dev/shm."),
        Later("platform", "text", "The platform of the image."),
        Later("pull_policy", "text", "When to pull the image."),
        Later("secrets", "mapping or list", "Values that are never shown."),
        new("lxc_conf", "mapping", "Obsolete; Docker no longer knows it, and it is ignored."),
    ];

    private static readonly Field[] ConnectionFields =
    [
        new("docker_port", "port", "Port of the Docker engine; 2375 by default."),
        new("socket_path", "path", "Unix socket of a Docker engine on this machine."),
        new("docker_host", "text", "Where the Docker engine listens: unix://…, tcp://…, or 'default' for what the docker command would use."),
        new("api_version", "'auto' or a version", "Accepted; the version is always negotiated with the engine."),
        new("timeout", "number of seconds", "Longest time to wait for a connection to the engine."),
        new("ssh_timeout", "number of seconds", "Longest time to wait for an SSH connection; without ssh_tunnel it has no effect."),
        Later("ssh_tunnel", "mapping", "Reaches the engine through SSH."),
        Later("context", "text", "A context of the docker command."),
        Later("tls", "true or false", "Talks TLS to the engine."),
        Later("tls_verify", "true or false", "Verifies the engine's certificate."),
        Later("tls_ca_cert", "path", "The certificate authority of the engine's certificate."),
        Later("tls_cert", "path", "The client's certificate."),
        Later("tls_key", "path", "The key of the client's certificate."),
        Later("ssl_version", "text", "The version of TLS."),
    ];

    public static FieldTable Environment { get; } = new(
        "a mapping with at least 'name' and 'ships'",
        new("__maestro", "mapping", "About the file itself: its schema."),
        new("name", "text", "The environment's name."),
        new("ship_provider", "'static'", "Where ships come from; only 'static' exists."),
        new("ship_defaults", "mapping", "Values for ships that do not say otherwise."),
        new("ships", "mapping of names to ships", "The hosts that run Docker."),
        new("services", "mapping of names to services", "What is to run."),
        Later("registries", "mapping", "Credentials of image registries."),
        Later("audit", "list", "What is told about each play, and to whom."),
        Later("include", "path or list of paths", "Other files to take in."),
        Later("secrets", "mapping", "Values that are never shown."),
        Later("networks", "mapping", "User-defined networks."))
    {
        HasUserKeys = true,
    };

    public static FieldTable Header { get; } = new(
        "a mapping such as {schema: 2}",
        new Field("schema", "1 or 2", "2: volumes are 'host: container'; 1: the other way round, going away."));

    public static FieldTable ShipDefaults { get; } = new("a mapping of ship fields", ConnectionFields);

    public static FieldTable Ship { get; } = new(
        "a mapping such as {ip: 192.168.10.2}",
        [
            new("ip", "name or address", "Where containers and checks reach the ship's published ports."),
            new("endpoint", "name or address", "Where the Docker engine is reached; the ip by default."),
            .. ConnectionFields,
        ]);

    public static FieldTable Service { get; } = new(
        "a mapping with at least 'image' and 'instances'",
        [
            new("instances", "mapping of names to instances", "The containers of the service."),
            new("requires", "list of service names", "Services that must be up before this one; their addresses are handed over."),
            new("wants_info", "list of service names", "Services whose addresses are handed over, without any effect on order."),
            new("omit", "true or false", "Leaves the service out of plays that name nothing."),
            .. ContainerFields,
        ])
    {
        Hint = value => value is YamlMapping mapping && mapping.Find("ship") is not null ? "; it looks like an instance: put it below 'instances:'." : null,
    };

    public static FieldTable Instance { get; } = new(
        "a mapping with at least 'ship'",
        [new("ship", "ship name", "The ship that the container runs on."), .. ContainerFields]);

    public static FieldTable Port { get; } = new(
        "a mapping with 'exposed' and 'external'",
        new("exposed", "port", "The port inside the container."),
        new("external", "port, or [address, port]", "The port on the ship."));

    public static FieldTable Volume { get; } = new(
        "a path inside the container, or {target: path, mode: mode}",
        new("target", "path", "The path inside the container."),
        new("mode", "text", "Docker's mode: rw, ro, and the like."));

    public static FieldTable Restart { get; } = new(
        "'no', 'always', 'on-failure', 'on-failure:3', 'unless-stopped', or {name: on-failure, retries: 3}",
        new("name", "policy", "The policy."),
        new("retries", "whole number", "How often at most, with on-failure."),
        new("maximum_retry_count", "whole number", "The same as retries."));

    public static FieldTable Lifecycle { get; } = new(
        "a mapping such as {running: [{type: tcp, port: http}]}",
        new("running", "list of checks", "Checks that must pass after a start."),
        Later("pre-start", "list of checks", "Checks that must pass before a start."),
        Later("pre-stop", "list of checks", "Checks that must pass before a stop."),
        Later("stopped", "list of checks", "Checks that must pass after a stop."));

    public static FieldTable TcpCheck { get; } = new(
        "a mapping such as {type: tcp, port: http}",
        new("type", "'tcp'", "The kind of check."),
        new("port", "port name", "The name of a port of the instance."),
        new("max_wait", "number of seconds", "How long to go on trying."),
        Later("interval", "number of seconds", "The pause between two tries."),
        Later("stable_for", "number of seconds", "How long the check must go on passing."));

    private static Field Later(string name, string type, string description) => new(name, type, description, IsSupported: false);
}
