using System.Collections.ObjectModel;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The container that an instance should have: what the create call will say, in one normal form.</summary>
internal sealed record ContainerSpec
{
    public required string Name { get; init; }

    public required ImageReference Image { get; init; }

    /// <summary>Empty to leave it to Docker.</summary>
    public required string Hostname { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    public HealthCheck HealthCheck { get; init; } = HealthCheck.Default;

    public bool? Init { get; init; }

    public IReadOnlyList<TmpfsMount> Tmpfs { get; init; } = [];

    public long ShmSize { get; init; }

    public string Platform { get; init; } = string.Empty;

    /// <summary>By their names on the ship.</summary>
    public IReadOnlyList<NetworkAttachment> Networks { get; init; } = [];

    /// <summary>By name, in ordinal order; a null value removes the image's variable.</summary>
    public required IReadOnlyDictionary<string, string?> Variables { get; init; }

    /// <summary>For the hash: a digest of the variables about other instances, when <see cref="Variables"/> is without them.</summary>
    public string Neighbours { get; init; } = string.Empty;

    /// <summary>Names of the variables whose values are secrets, with what stands for each in a hash.</summary>
    public IReadOnlyDictionary<string, string> SecretDigests { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public required IReadOnlyList<PortMapping> Ports { get; init; }

    /// <summary>The label with the ports that were chosen for a copy; empty otherwise. No part of the hash.</summary>
    public string ChosenPorts { get; init; } = string.Empty;

    public required IReadOnlyList<VolumeBinding> Volumes { get; init; }

    public required RestartPolicy Restart { get; init; }

    public IReadOnlyList<string> ContainerVolumes { get; init; } = [];

    public IReadOnlyList<string> VolumesFrom { get; init; } = [];

    public IReadOnlyList<InstanceLink> Links { get; init; } = [];

    public NetworkMode Network { get; init; } = NetworkMode.Default;

    public IReadOnlyList<string> Dns { get; init; } = [];

    public IReadOnlyList<ExtraHost> ExtraHosts { get; init; } = [];

    /// <summary>The user's own; Maestro's come on top.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty for the image's own.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Empty for the image's own.</summary>
    public string WorkingDirectory { get; init; } = string.Empty;

    public bool Privileged { get; init; }

    public IReadOnlyList<string> CapAdd { get; init; } = [];

    public IReadOnlyList<string> CapDrop { get; init; } = [];

    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    public Limits Limits { get; init; } = Limits.None;

    public IReadOnlyList<Ulimit> Ulimits { get; init; } = [];

    public LogConfiguration Log { get; init; } = LogConfiguration.Default;

    /// <summary>SHA-256 over everything that makes the container what it is, whatever the order in which the file says it.</summary>
    public string Hash() => ContainerHash.Of(this);
}
