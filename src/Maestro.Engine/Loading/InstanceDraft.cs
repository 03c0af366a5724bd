using System.Collections.ObjectModel;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>An instance as far as it could be read, with what its service says for all.</summary>
internal sealed class InstanceDraft
{
    private readonly string _buildOwner;

    public InstanceDraft(BoundNode place, string service, Reference? ship, ContainerDraft own, ContainerDraft defaults)
    {
        (Place, Service, Ship, Container) = (place, service, ship, own.Over(defaults));
        _buildOwner = own.Build is null ? service : Name;
        Ports = Container.Ports is { } ports && ports.Any(p => p.Readable is null) ? [.. ports.Where(p => p.Readable is not null)] : Container.Ports ?? [];
        VolumesFrom = WithoutItself(own.VolumesFrom, Container.VolumesFrom, r => r.Name);
        Links = WithoutItself(own.Links, Container.Links, l => l.Instance.Name);
    }

    public BoundNode Place { get; }

    public string Name => Place.Name;

    public string Service { get; }

    public Reference? Ship { get; }

    /// <summary>What the container is to be, the service's word where the instance has none.</summary>
    public ContainerDraft Container { get; }

    /// <summary>The ports that could be read.</summary>
    public IReadOnlyList<PortDraft> Ports { get; }

    public LifecycleDraft Lifecycle => Container.Lifecycle ?? LifecycleDraft.None;

    public IReadOnlyList<Reference> VolumesFrom { get; }

    public IReadOnlyList<LinkDraft> Links { get; }

    public IReadOnlyList<string> ContainerVolumes => Container.ContainerVolumes ?? [];

    public IReadOnlyList<VolumeBinding> Volumes => Container.Volumes ?? [];

    public IReadOnlyList<TmpfsMount> Tmpfs => Container.Tmpfs ?? [];

    public IReadOnlyList<AttachmentDraft> Networks => Container.Networks ?? [];

    public NetworkMode Network => Container.Network?.Mode ?? NetworkMode.Default;

    /// <summary>The image: the one that is named, else the name that one which is built gets; null when neither is said.</summary>
    /// <param name="environment">Name of the environment.</param>
    public ImageReference? Image(string environment) => Container.Image ?? (Container.Build is null ? null : BuiltImageName.Of(environment, _buildOwner));

    /// <summary>The instance itself, once the whole file is known to be right.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="ships">The ships, by name.</param>
    /// <param name="builds">The images that are built, by their full names.</param>
    public Instance ToModel(string environment, IReadOnlyDictionary<string, Ship> ships, IReadOnlyDictionary<string, ImageBuild> builds) => new()
    {
        Name = Name,
        Service = Service,
        Ship = Ship!.Name,
        Image = Image(environment)!,
        Build = Container.Build ?? builds.GetValueOrDefault(Image(environment)!.Full),
        Ports = [.. Ports.Select(p => p.Mapping)],
        Env = Container.Env,
        Secrets = Container.Secrets is { Count: > 0 } secrets
            ? secrets.ToDictionary(s => s.Variable, s => s.Secret.Name, StringComparer.Ordinal)
            : ReadOnlyDictionary<string, string>.Empty,
        Volumes = Volumes,
        ContainerVolumes = ContainerVolumes,
        VolumesFrom = [.. VolumesFrom.Select(r => r.Name).Distinct(StringComparer.Ordinal)],
        Links = [.. Links.Select(l => new InstanceLink(l.Instance.Name, l.Alias))],
        Network = Network,
        Networks = [.. Networks.Select(n => n.Attachment)],
        Dns = Container.Dns ?? [],
        ExtraHosts = [.. (Container.ExtraHosts ?? []).Select(h => new ExtraHost(h.Name, h.Address ?? ships[h.Ship!.Name].Address))],
        Labels = Container.Labels ?? new Dictionary<string, string>(),
        Entrypoint = Container.Entrypoint ?? [],
        Command = Container.Command ?? [],
        User = Container.User ?? string.Empty,
        WorkingDirectory = Container.WorkingDirectory ?? string.Empty,
        Init = Container.Init,
        Tmpfs = Tmpfs,
        ShmSize = Container.ShmSize ?? 0,
        Platform = Container.Platform ?? string.Empty,
        PullPolicy = Container.PullPolicy ?? PullPolicy.Missing,
        HealthCheck = Container.HealthCheck?.ToModel() ?? HealthCheck.Default,
        Privileged = Container.Privileged ?? false,
        CapAdd = Container.CapAdd ?? [],
        CapDrop = Container.CapDrop ?? [],
        SecurityOptions = Container.SecurityOptions ?? [],
        Limits = Container.Limits?.ToModel() ?? Limits.None,
        Ulimits = Container.Ulimits ?? [],
        Log = Container.LogDriver is { Length: > 0 } driver ? new LogConfiguration(driver, Container.LogOptions ?? LogConfiguration.Default.Options) : LogConfiguration.Default,
        Restart = Container.Restart ?? RestartPolicy.No,
        StopTimeout = Container.StopTimeout ?? TimeSpan.FromSeconds(10),
        Lifecycle = Lifecycle.ToModel(),
        Location = Place.Location,
    };

    // What a service says for all its instances cannot be meant for the very instance it names.
    private IReadOnlyList<T> WithoutItself<T>(IReadOnlyList<T>? own, IReadOnlyList<T>? merged, Func<T, string> nameOf)
        => merged is null ? [] : own is not null ? merged : [.. merged.Where(m => nameOf(m) != Name)];
}
