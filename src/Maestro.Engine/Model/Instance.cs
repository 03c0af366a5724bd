using System.Collections.ObjectModel;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>One container of a service, bound to one ship. Defaults of its service are already in it.</summary>
public sealed record Instance
{
    /// <summary>The instance's name, unique in the environment.</summary>
    public required string Name { get; init; }

    /// <summary>The container's name: that of the instance, with the copy's behind it in a copy.</summary>
    public string ContainerName
    {
        get => field ?? Name;
        init;
    }

    /// <summary>Name of its service.</summary>
    public required string Service { get; init; }

    /// <summary>Name of its ship.</summary>
    public required string Ship { get; init; }

    /// <summary>The image it runs.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>Its named ports, in the order of the file.</summary>
    public IReadOnlyList<PortMapping> Ports { get; init; } = [];

    /// <summary>Variables of this instance alone, by name; a null value removes the image's variable.</summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>();

    /// <summary>Secrets that it finds in variables: names of variables with names of secrets.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Paths of the ship seen inside the container.</summary>
    public IReadOnlyList<VolumeBinding> Volumes { get; init; } = [];

    /// <summary>Paths inside the container that get an anonymous volume each.</summary>
    public IReadOnlyList<string> ContainerVolumes { get; init; } = [];

    /// <summary>Instances on the same ship whose volumes are mounted too, by name; they start before this one.</summary>
    public IReadOnlyList<string> VolumesFrom { get; init; } = [];

    /// <summary>Docker links to instances on the same ship; they start before this one.</summary>
    public IReadOnlyList<InstanceLink> Links { get; init; } = [];

    /// <summary>The network it is on.</summary>
    public NetworkMode Network { get; init; } = NetworkMode.Default;

    /// <summary>The networks of the file that it is on, the one that it is created with first; none for <see cref="Network"/>.</summary>
    public IReadOnlyList<NetworkAttachment> Networks { get; init; } = [];

    /// <summary>Addresses of DNS servers; none for the ship's own.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];

    /// <summary>More lines of <c>/etc/hosts</c>.</summary>
    public IReadOnlyList<ExtraHost> ExtraHosts { get; init; } = [];

    /// <summary>The labels that the file gives the container.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The entry point in words; empty for the image's own, one empty word for none at all.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>The command in words; empty for the image's own.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The user, and group, it runs as; empty for the image's own.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>The working directory; empty for the image's own.</summary>
    public string WorkingDirectory { get; init; } = string.Empty;

    /// <summary>Whether an init process runs in it; null for the engine's own choice.</summary>
    public bool? Init { get; init; }

    /// <summary>Its file systems in memory.</summary>
    public IReadOnlyList<TmpfsMount> Tmpfs { get; init; } = [];

    /// <summary>Bytes of <c>/dev/shm</c>; 0 for Docker's own choice.</summary>
    public long ShmSize { get; init; }

    /// <summary>The platform of its image, such as <c>linux/arm64</c>; empty for the engine's own.</summary>
    public string Platform { get; init; } = string.Empty;

    /// <summary>When its image is pulled.</summary>
    public PullPolicy PullPolicy { get; init; }

    /// <summary>Docker's health check.</summary>
    public HealthCheck HealthCheck { get; init; } = HealthCheck.Default;

    /// <summary>Whether it has all rights on its ship.</summary>
    public bool Privileged { get; init; }

    /// <summary>Linux capabilities it gets on top of Docker's own choice.</summary>
    public IReadOnlyList<string> CapAdd { get; init; } = [];

    /// <summary>Linux capabilities it loses.</summary>
    public IReadOnlyList<string> CapDrop { get; init; } = [];

    /// <summary>Docker's security options.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>What it may use of its ship.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>Limits of its processes.</summary>
    public IReadOnlyList<Ulimit> Ulimits { get; init; } = [];

    /// <summary>Where its output goes.</summary>
    public LogConfiguration Log { get; init; } = LogConfiguration.Default;

    /// <summary>What Docker does when the container ends.</summary>
    public RestartPolicy Restart { get; init; } = RestartPolicy.No;

    /// <summary>Time between SIGTERM and SIGKILL when the container is stopped.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The lifecycle checks: those of the service first, then the instance's own.</summary>
    public Lifecycle Lifecycle { get; init; } = Lifecycle.None;

    /// <summary>Where the instance is declared.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The port of that name, or null.</summary>
    public PortMapping? Port(string name) => Ports.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
}
