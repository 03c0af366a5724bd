using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>What a service may say for all its instances, and an instance for itself. Null: nothing was said.</summary>
internal sealed record ContainerDraft
{
    public ImageReference? Image { get; init; }

    public ImageBuild? Build { get; init; }

    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<SecretUse>? Secrets { get; init; }

    public IReadOnlyList<PortDraft>? Ports { get; init; }

    public IReadOnlyList<VolumeBinding>? Volumes { get; init; }

    public IReadOnlyList<string>? ContainerVolumes { get; init; }

    public IReadOnlyList<Reference>? VolumesFrom { get; init; }

    public IReadOnlyList<LinkDraft>? Links { get; init; }

    public NetworkDraft? Network { get; init; }

    public IReadOnlyList<AttachmentDraft>? Networks { get; init; }

    public IReadOnlyList<string>? Dns { get; init; }

    public IReadOnlyList<ExtraHostDraft>? ExtraHosts { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public HealthCheckDraft? HealthCheck { get; init; }

    public bool? Init { get; init; }

    public IReadOnlyList<TmpfsMount>? Tmpfs { get; init; }

    public long? ShmSize { get; init; }

    public string? Platform { get; init; }

    public PullPolicy? PullPolicy { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public string? User { get; init; }

    public string? WorkingDirectory { get; init; }

    public bool? Privileged { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? SecurityOptions { get; init; }

    public LimitsDraft? Limits { get; init; }

    public IReadOnlyList<Ulimit>? Ulimits { get; init; }

    public string? LogDriver { get; init; }

    public IReadOnlyDictionary<string, string>? LogOptions { get; init; }

    public RestartPolicy? Restart { get; init; }

    public TimeSpan? StopTimeout { get; init; }

    public LifecycleDraft? Lifecycle { get; init; }

    /// <summary>This, with what the service says where this says nothing. Variables stay apart: there are layers between the two.</summary>
    public ContainerDraft Over(ContainerDraft service) => new()
    {
        Env = Env,
        Image = Image ?? (Build is null ? service.Image : null),
        Build = Build ?? (Image is null ? service.Build : null),
        Secrets = DraftMerge.ByName(service.Secrets, Secrets, s => s.Variable),
        Ports = DraftMerge.ByName(service.Ports, Ports, p => p.Name),
        Volumes = DraftMerge.Volumes(service.Volumes, Volumes),
        ContainerVolumes = ContainerVolumes ?? service.ContainerVolumes,
        VolumesFrom = VolumesFrom ?? service.VolumesFrom,
        Links = Links ?? service.Links,
        Network = Network ?? (Networks is null ? service.Network : null),
        Networks = Networks ?? (Network is null ? service.Networks : null),
        Dns = Dns ?? service.Dns,
        ExtraHosts = DraftMerge.ByName(service.ExtraHosts, ExtraHosts, h => h.Name),
        Labels = DraftMerge.ByKey(service.Labels, Labels),
        Entrypoint = Entrypoint ?? service.Entrypoint,
        HealthCheck = HealthCheck is null || service.HealthCheck is null ? HealthCheck ?? service.HealthCheck : HealthCheck.Over(service.HealthCheck),
        Init = Init ?? service.Init,
        Tmpfs = Tmpfs ?? service.Tmpfs,
        ShmSize = ShmSize ?? service.ShmSize,
        Platform = Platform ?? service.Platform,
        PullPolicy = PullPolicy ?? service.PullPolicy,
        Command = Command ?? service.Command,
        User = User ?? service.User,
        WorkingDirectory = WorkingDirectory ?? service.WorkingDirectory,
        Privileged = Privileged ?? service.Privileged,
        CapAdd = CapAdd ?? service.CapAdd,
        CapDrop = CapDrop ?? service.CapDrop,
        SecurityOptions = SecurityOptions ?? service.SecurityOptions,
        Limits = DraftMerge.Limits(service.Limits, Limits),
        Ulimits = DraftMerge.ByName(service.Ulimits, Ulimits, u => u.Name),
        LogDriver = LogDriver ?? service.LogDriver,
        LogOptions = LogOptions ?? (LogDriver is null || LogDriver == service.LogDriver ? service.LogOptions : null),
        Restart = Restart ?? service.Restart,
        StopTimeout = StopTimeout ?? service.StopTimeout,
        Lifecycle = Lifecycle is null || service.Lifecycle is null ? Lifecycle ?? service.Lifecycle : Lifecycle.After(service.Lifecycle),
    };
}
