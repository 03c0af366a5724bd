namespace Maestro.Engine.Loading;

/// <summary>The fields that an instance takes, and its service for all instances.</summary>
internal static class ContainerFields
{
    public static IReadOnlyList<Field> All { get; } =
    [
        new("image", "image reference", Kinds.Text, "The image to run."),
        new("build", "path, or mapping such as {dockerfile: ./web}", Kinds.Either(Kinds.Text, Kinds.Section(() => BuildFields.All)), "What the image is made from, instead of being pulled: a Dockerfile, a .NET project, or an archive."),
        new("platform", "os/architecture", Kinds.Text, "The platform of the image, such as linux/arm64."),
        new("pull_policy", "'missing', 'always' or 'never'", Kinds.OneOf([.. ImageRuleBinder.PolicyWords]), "When to pull the image: when the ship lacks it, before each making of the container, or not at all."),
        new("entrypoint", "text or list of words", Kinds.TextOrList, "The entry point to run instead of the image's own; text is split as a shell would, and nothing takes the image's own away."),
        new("command", "text or list of words", Kinds.TextOrList, "The command to run instead of the image's own; text is split as a shell would, without running one."),
        new("cmd", "text or list of words", Kinds.TextOrList, "The old name of command.") { IsDeprecated = true },
        new("ports", "mapping of port names to ports", Kinds.MapOf(Kinds.Either(Kinds.Text, Kinds.Section(() => FieldTables.Port))), "The named ports; those of an instance are merged over those of its service by name."),
        new("env", "mapping of variables, or list of mappings and files", Kinds.Either(Variables, Kinds.ListOf(Kinds.Anything)), "Environment variables; those of an instance win over those of its service."),
        new("envfile", "path or list of paths", Kinds.TextOrList, "Files with environment variables; env of the same level wins over them."),
        new("volumes", "mapping of host paths to container paths, or list", Kinds.Either(Kinds.MapOf(Kinds.Either(Kinds.Text, Kinds.Section(() => FieldTables.Volume))), Kinds.ListOf(Kinds.Either(Kinds.Text, Kinds.Section(() => VolumeBinder.Item)))), "Paths of the ship, or named volumes, seen inside the container."),
        new("tmpfs", "path, list of paths, or mapping of paths to options", Kinds.Either(Kinds.Text, Kinds.ListOf(Kinds.Text), Kinds.TextMap), "File systems in memory."),
        new("container_volumes", "path or list of paths", Kinds.TextOrList, "Paths inside the container that get an anonymous volume each."),
        new("volumes_from", "instance or list of instances", Kinds.TextOrList, "Instances on the same ship whose volumes are mounted too; they start first."),
        new("links", "mapping of instances to aliases", Kinds.TextMap, "Docker links to instances on the same ship; they start first. Legacy in Docker: 'requires' hands over the same addresses, across ships too.") { IsDeprecated = true },
        new("net", "text", Kinds.Text, "The network: bridge, host, none, container:NAME, or the name of one."),
        new("networks", "list of names, or mapping of names to settings", Kinds.Either(Kinds.Text, Kinds.ListOf(Kinds.Text), Kinds.MapOf(Kinds.Section(() => NetworkFields.Attachment), orNothing: true)), "Networks of this file; the container is known there by the names of its instance and its service."),
        new("dns", "address or list of addresses", Kinds.TextOrList, "DNS servers."),
        new("extra_hosts", "mapping of host names to addresses or ships", Kinds.MapOf(Kinds.Either(Kinds.Text, Kinds.Section(() => FieldTables.ExtraHost))), "More lines of /etc/hosts."),
        new("labels", "mapping, or list of names", Kinds.Either(Kinds.TextMap, Kinds.ListOf(Kinds.Text)), "Labels of the container."),
        new("username", "text", Kinds.Text, "The user, and group, to run as."),
        new("workdir", "path", Kinds.Text, "The working directory."),
        new("init", "true or false", Kinds.Boolean, "Runs an init process in the container, which hands on signals and reaps what is left."),
        new("privileged", "true or false", Kinds.Boolean, "Gives the container all rights on its ship."),
        new("cap_add", "capability or list of capabilities", Kinds.TextOrList, "Linux capabilities to add."),
        new("cap_drop", "capability or list of capabilities", Kinds.TextOrList, "Linux capabilities to take away."),
        new("security_opt", "list of texts", Kinds.ListOf(Kinds.Text), "Docker's security options."),
        new("limits", "mapping such as {memory: 1g}", Kinds.Section(() => FieldTables.Limits), "What the container may use of its ship."),
        new("shm_size", "bytes", Kinds.Text, "The size of /dev/shm."),
        new("ulimits", "mapping of names to limits", Kinds.MapOf(Kinds.Either(Kinds.Integer(-1), Kinds.Section(() => FieldTables.Ulimit))), "Limits of the container's processes."),
        new("log_driver", "text", Kinds.Text, "Docker's logging driver."),
        new("log_opt", "mapping of options", Kinds.TextMap, "Options of the logging driver."),
        new("restart", "restart policy", Kinds.Either(Kinds.Text, Kinds.Section(() => FieldTables.Restart)), "What Docker does when the container ends."),
        new("stop_timeout", "whole number of seconds", Kinds.Integer(0), "Time between SIGTERM and SIGKILL when the container is stopped."),
        new("healthcheck", "mapping such as {test: 'wget -q localhost'}", Kinds.Section(() => ContainerHealthBinder.Table), "Docker's health check; what is not given is left to the service, then to the image."),
        new("lifecycle", "mapping of states to lists of checks", Kinds.Section(() => FieldTables.Lifecycle), "Checks that prove that an instance has reached a state; those of the service run first."),
        new("secrets", "mapping of variables to secrets, or list of secrets", Kinds.Either(Kinds.TextMap, Kinds.ListOf(Kinds.Text)), "Secrets of the file that the container finds in variables."),
        new("lxc_conf", "mapping", Kinds.MapOf(Kinds.Anything), "Obsolete; Docker no longer knows it, and it is ignored.") { IsDeprecated = true },
    ];

    // Lists in lists are words as well.
    private static ValueKind Variables => Kinds.MapOf(Kinds.Either(Kinds.Text, Kinds.ListOf(Kinds.Anything)));
}
