// The wire types of the calls in IDockerClient. One file, since each is a handful of lines that mirrors a part of the Engine API reference.
namespace Maestro.Engine.Docker;

/// <summary>What was agreed with the engine.</summary>
internal sealed record EngineVersion(string ApiVersion, string? EngineApiVersion, string? Product);

/// <summary>A row of the container list.</summary>
internal sealed record ContainerSummary
{
    public required string Id { get; init; }

    /// <summary>The container's own name, without the leading slash and without names that come from links.</summary>
    public required string Name { get; init; }

    /// <summary>The image as it was named at creation, or its id when that name has moved on.</summary>
    public required string Image { get; init; }

    public required string ImageId { get; init; }

    /// <summary>created, running, paused, restarting, removing, exited or dead.</summary>
    public required string State { get; init; }

    /// <summary>The engine's sentence, such as "Up 5 minutes" or "Exited (0) 2 hours ago".</summary>
    public string Status { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>The names of the networks that it is on, running or not.</summary>
    public IReadOnlyCollection<string> Networks { get; init; } = [];
}

/// <summary>A published port of a listed container; <see cref="External"/> is 0 for one that is only exposed.</summary>
internal sealed record PublishedPort(int Exposed, int External, string Protocol, string Address);

/// <summary>What inspecting a container tells.</summary>
internal sealed record ContainerDetails
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string ImageId { get; init; }

    /// <summary>created, running, paused, restarting, removing, exited or dead.</summary>
    public required string State { get; init; }

    public int ExitCode { get; init; }

    public bool OutOfMemory { get; init; }

    public string Error { get; init; } = string.Empty;

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int RestartCount { get; init; }

    /// <summary>starting, healthy, unhealthy, or null when the image has no health check.</summary>
    public string? Health { get; init; }

    /// <summary>What the health check said last; empty when it said nothing.</summary>
    public string HealthOutput { get; init; } = string.Empty;

    public bool Tty { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The container's own addresses on its networks; empty while it is not running.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    public bool IsRunning => State is "running" or "paused";
}

/// <summary>A mount of an existing container.</summary>
/// <param name="Kind">bind, volume or tmpfs.</param>
/// <param name="Volume">Name of the volume; empty for a bind.</param>
internal sealed record ContainerMount(string Kind, string Volume, string Source, string Target, string Mode);

/// <summary>The answer to a create call.</summary>
internal sealed record CreatedContainer(string Id, IReadOnlyList<string> Warnings);

/// <summary>The body of a create call; what is null is not sent.</summary>
internal sealed record CreateContainerRequest
{
    public required string Image { get; init; }

    public string? Hostname { get; init; }

    /// <summary>The platform that the image must have; null for the engine's own.</summary>
    public string? Platform { get; init; }

    /// <summary>One empty word takes the image's own away.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public HealthCheckRequest? HealthCheck { get; init; }

    /// <summary>NAME=value, or NAME alone to remove the image's variable.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Ports such as 80/tcp.</summary>
    public IReadOnlyList<string>? ExposedPorts { get; init; }

    public IReadOnlyList<PortBinding>? PortBindings { get; init; }

    /// <summary>source:target:mode.</summary>
    public IReadOnlyList<string>? Binds { get; init; }

    /// <summary>Paths inside the container that get a volume without a name.</summary>
    public IReadOnlyList<string>? Volumes { get; init; }

    /// <summary>Containers whose volumes are mounted too.</summary>
    public IReadOnlyList<string>? VolumesFrom { get; init; }

    /// <summary>container:alias.</summary>
    public IReadOnlyList<string>? Links { get; init; }

    public string? NetworkMode { get; init; }

    public IReadOnlyList<string>? Dns { get; init; }

    /// <summary>How it is on the network of its mode.</summary>
    public EndpointRequest? Endpoint { get; init; }

    /// <summary>host:address.</summary>
    public IReadOnlyList<string>? ExtraHosts { get; init; }

    public string? User { get; init; }

    public string? WorkingDirectory { get; init; }

    public bool? Init { get; init; }

    /// <summary>Options by path.</summary>
    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    /// <summary>Bytes.</summary>
    public long? ShmSize { get; init; }

    public bool? Privileged { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? SecurityOptions { get; init; }

    /// <summary>Bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of memory and swap together; -1 for no limit.</summary>
    public long? MemorySwap { get; init; }

    public long? CpuShares { get; init; }

    public IReadOnlyList<ProcessLimit>? Ulimits { get; init; }

    public string? LogDriver { get; init; }

    public IReadOnlyDictionary<string, string>? LogOptions { get; init; }

    public string? RestartPolicy { get; init; }

    public int? MaximumRetryCount { get; init; }
}

/// <summary>A limit of a container's processes.</summary>
internal sealed record ProcessLimit(string Name, long Soft, long Hard);

/// <summary>A port to publish.</summary>
/// <param name="Exposed">Such as 80/tcp.</param>
/// <param name="Address">Address of the ship, 0.0.0.0 for all.</param>
/// <param name="External">Port or range; empty lets the engine choose.</param>
internal sealed record PortBinding(string Exposed, string Address, string External);

/// <summary>How the engine finds out whether a container is healthy; what is null is left to the image.</summary>
internal sealed record HealthCheckRequest
{
    /// <summary>CMD with words, CMD-SHELL with a line, or NONE.</summary>
    public IReadOnlyList<string>? Test { get; init; }

    public TimeSpan? Interval { get; init; }

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Engines before 25 leave it aside.</summary>
    public TimeSpan? StartInterval { get; init; }

    public int? Retries { get; init; }
}

/// <summary>How a container is on a network; what is null is left to the engine.</summary>
internal sealed record EndpointRequest
{
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>container:alias.</summary>
    public IReadOnlyList<string>? Links { get; init; }

    public string? Ipv4Address { get; init; }

    public string? Ipv6Address { get; init; }
}

/// <summary>A row of the network list.</summary>
internal sealed record NetworkSummary
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset? Created { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>A volume with a name.</summary>
internal sealed record VolumeSummary(string Name, IReadOnlyDictionary<string, string> Labels);

/// <summary>The body of a call that creates a network; what is null is not sent.</summary>
internal sealed record CreateNetworkRequest
{
    public required string Name { get; init; }

    public string? Driver { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public bool? IsInternal { get; init; }

    public bool? IsAttachable { get; init; }

    public bool? HasIpv6 { get; init; }

    public string? AddressDriver { get; init; }

    public IReadOnlyList<SubnetRequest>? Subnets { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

/// <summary>Addresses of a network.</summary>
internal sealed record SubnetRequest(string Subnet, string? Gateway, string? Range);

/// <summary>A command to run in a container.</summary>
/// <param name="Command">The command in words.</param>
internal sealed record CreateExecRequest(IReadOnlyList<string> Command)
{
    /// <summary>NAME=value, on top of the container's own.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>User, and group, or null for the container's own.</summary>
    public string? User { get; init; }

    /// <summary>Null for the container's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Whether it gets a terminal: its output then has no frames.</summary>
    public bool Tty { get; init; }

    /// <summary>Whether it reads what is sent to it.</summary>
    public bool AttachStdin { get; init; }
}

/// <summary>How a command in a container stands.</summary>
/// <param name="ExitCode">Null while it runs.</param>
internal sealed record ExecDetails(bool IsRunning, int? ExitCode);

/// <summary>What inspecting an image tells.</summary>
internal sealed record ImageDetails
{
    public required string Id { get; init; }

    public IReadOnlyList<string> RepoTags { get; init; } = [];

    public IReadOnlyList<string> RepoDigests { get; init; } = [];

    public string Os { get; init; } = string.Empty;

    public string Architecture { get; init; } = string.Empty;

    /// <summary>Such as v7; empty for most architectures.</summary>
    public string Variant { get; init; } = string.Empty;
}

/// <summary>A line of the progress of a pull.</summary>
/// <param name="Layer">Short id of the layer, or null for lines about the whole image.</param>
internal sealed record PullProgress(string? Layer, string Status, long? Current, long? Total)
{
    private const string DigestLabel = "Digest: ";

    /// <summary>The digest of the image as its registry has it, in the line that tells it.</summary>
    public string? Digest => Layer is null && Status.StartsWith(DigestLabel, StringComparison.Ordinal) ? Status[DigestLabel.Length..].Trim() : null;
}

/// <summary>Which part of a log is wanted.</summary>
internal sealed record LogQuery
{
    /// <summary>Number of last lines; null for all.</summary>
    public int? Tail { get; init; }

    public bool Follow { get; init; }

    public DateTimeOffset? Since { get; init; }

    public bool Timestamps { get; init; }

    /// <summary>Whether the container has a terminal: its log then has no frames.</summary>
    public bool Tty { get; init; }
}

/// <summary>A piece of a log as the engine sent it; not necessarily a whole line.</summary>
internal sealed record LogChunk(LogSource Source, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether a message of the log ends here; never where there are no frames.</summary>
    public bool EndsFrame { get; init; }
}

/// <summary>Where a piece of a log comes from.</summary>
internal enum LogSource
{
    Output,
    Error,
}

/// <summary>Something that happened to a container.</summary>
/// <param name="Action">start, die, oom, destroy, "health_status: healthy" …</param>
/// <param name="Attributes">The container's labels, its name and image, exitCode …</param>
internal sealed record ContainerEvent(string Container, string Action, DateTimeOffset Time, IReadOnlyDictionary<string, string> Attributes);
