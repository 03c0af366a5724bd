namespace Maestro.Engine.Docker.Wire;

/// <summary>The part of a create call that is about the machine.</summary>
internal sealed record WireHostConfig
{
    public Dictionary<string, List<WirePortBinding>>? PortBindings { get; init; }

    public IReadOnlyList<string>? Binds { get; init; }

    public IReadOnlyList<string>? VolumesFrom { get; init; }

    public IReadOnlyList<string>? Links { get; init; }

    public string? NetworkMode { get; init; }

    public IReadOnlyList<string>? Dns { get; init; }

    public IReadOnlyList<string>? ExtraHosts { get; init; }

    public bool? Init { get; init; }

    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    public long? ShmSize { get; init; }

    public bool? Privileged { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? SecurityOpt { get; init; }

    public long? Memory { get; init; }

    public long? MemorySwap { get; init; }

    public long? CpuShares { get; init; }

    public IReadOnlyList<WireUlimit>? Ulimits { get; init; }

    public WireLogConfig? LogConfig { get; init; }

    public WireRestartPolicy? RestartPolicy { get; init; }

    public static WireHostConfig From(CreateContainerRequest request) => new()
    {
        PortBindings = request.PortBindings?.GroupBy(binding => binding.Exposed, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(WirePortBinding.From).ToList()),
        Binds = request.Binds,
        VolumesFrom = request.VolumesFrom,
        Links = request.Links,
        NetworkMode = request.NetworkMode,
        Dns = request.Dns,
        ExtraHosts = request.ExtraHosts,
        Init = request.Init,
        Tmpfs = request.Tmpfs,
        ShmSize = request.ShmSize,
        Privileged = request.Privileged,
        CapAdd = request.CapAdd,
        CapDrop = request.CapDrop,
        SecurityOpt = request.SecurityOptions,
        Memory = request.Memory,
        MemorySwap = request.MemorySwap,
        CpuShares = request.CpuShares,
        Ulimits = request.Ulimits?.Select(limit => new WireUlimit { Name = limit.Name, Soft = limit.Soft, Hard = limit.Hard }).ToList(),
        LogConfig = request.LogDriver is null ? null : new WireLogConfig { Type = request.LogDriver, Config = request.LogOptions },
        RestartPolicy = request.RestartPolicy is null ? null : new WireRestartPolicy { Name = request.RestartPolicy, MaximumRetryCount = request.MaximumRetryCount },
    };
}

/// <summary>Where a port is published.</summary>
internal sealed record WirePortBinding
{
    public string? HostIp { get; init; }

    public string? HostPort { get; init; }

    public static WirePortBinding From(PortBinding binding) => new() { HostIp = binding.Address, HostPort = binding.External };
}

/// <summary>What the engine does when a container ends.</summary>
internal sealed record WireRestartPolicy
{
    public string? Name { get; init; }

    public int? MaximumRetryCount { get; init; }
}

/// <summary>A limit of the container's processes.</summary>
internal sealed record WireUlimit
{
    public string? Name { get; init; }

    public long Soft { get; init; }

    public long Hard { get; init; }
}

/// <summary>Where the container's output goes.</summary>
internal sealed record WireLogConfig
{
    public string? Type { get; init; }

    public IReadOnlyDictionary<string, string>? Config { get; init; }
}
