using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads the fields that a service and an instance have in common.</summary>
internal static class ContainerBinder
{
    private const string ImageExpected = "an image reference such as redis:7 or registry:5000/team/web@sha256:…";

    public static ContainerDraft Bind(Section section, IReadOnlySet<string> overridden)
    {
        var draft = new ContainerDraft
        {
            Image = Read(section, "image", BindImage),
            Env = VariableBinder.Bind(section, overridden),
            Secrets = Read(section, "secrets", node => SecretUseBinder.Bind(node, overridden)),
            Ports = Read(section, "ports", PortMappingBinder.BindAll),
            Volumes = Read(section, "volumes", VolumeBinder.Bind),
            ContainerVolumes = Read(section, "container_volumes", PathBinder.Volumes),
            VolumesFrom = Read(section, "volumes_from", node => NameBinder.References(node, "an instance name or a list of instance names")),
            Links = Read(section, "links", LinkBinder.Bind),
            Network = Read(section, "net", NetworkBinder.Net),
            Networks = AttachmentBinder.Bind(section),
            Dns = Read(section, "dns", NetworkBinder.Dns),
            ExtraHosts = Read(section, "extra_hosts", ExtraHostBinder.Bind),
            Labels = Read(section, "labels", LabelBinder.Bind),
            Entrypoint = Read(section, "entrypoint", EntrypointBinder.Bind),
            Command = CommandBinder.Bind(section),
            HealthCheck = Read(section, "healthcheck", ContainerHealthBinder.Bind),
            Init = section["init"]?.Boolean(),
            Tmpfs = Read(section, "tmpfs", TmpfsBinder.Bind),
            ShmSize = LimitsBinder.Bytes(section["shm_size"]),
            Platform = Read(section, "platform", ImageRuleBinder.Platform),
            PullPolicy = section["pull_policy"] is { } policy ? ImageRuleBinder.PullPolicy(policy) : null,
            User = section["username"]?.Text("a user such as www-data or 1000:1000"),
            WorkingDirectory = Read(section, "workdir", PathBinder.WorkingDirectory),
            Privileged = section["privileged"]?.Boolean(),
            CapAdd = Read(section, "cap_add", RightsBinder.Capabilities),
            CapDrop = Read(section, "cap_drop", RightsBinder.Capabilities),
            SecurityOptions = Read(section, "security_opt", RightsBinder.SecurityOptions),
            Limits = Read(section, "limits", LimitsBinder.Bind),
            Ulimits = Read(section, "ulimits", UlimitBinder.Bind),
            LogDriver = Read(section, "log_driver", LogBinder.Driver),
            LogOptions = Read(section, "log_opt", LogBinder.Options),
            Restart = Read(section, "restart", RestartBinder.Bind),
            StopTimeout = section["stop_timeout"]?.Integer("a whole number of seconds, 0 or more", 0, int.MaxValue) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Lifecycle = Read(section, "lifecycle", LifecycleBinder.Bind),
        };
        if (section["lxc_conf"] is { Node: not Yaml.YamlMapping { Entries.Count: 0 } } obsolete)
        {
            obsolete.Warn(DiagnosticCodes.Deprecated, "'lxc_conf' has no effect: Docker gave up LXC long ago.");
        }

        return draft;
    }

    private static T? Read<T>(Section section, string field, Func<BoundNode, T?> bind)
        where T : class
        => section[field] is { } node ? bind(node) : null;

    private static ImageReference? BindImage(BoundNode image)
    {
        if (image.Text(ImageExpected) is not { } text)
        {
            return null;
        }

        if (!ImageReference.TryParse(text, out var reference))
        {
            image.Error(DiagnosticCodes.InvalidValue, $"Expected {ImageExpected}; found {image.Describe()}: {ImageNameMistake.Explain(text)}.");
        }

        return reference;
    }
}
