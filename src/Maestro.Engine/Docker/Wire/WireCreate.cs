namespace Maestro.Engine.Docker.Wire;

/// <summary>The body of <c>POST /containers/create</c>.</summary>
internal sealed record WireCreate
{
    public required string Image { get; init; }

    public string? Hostname { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public Dictionary<string, WireEmpty>? ExposedPorts { get; init; }

    public WireHostConfig? HostConfig { get; init; }

    public static WireCreate From(CreateContainerRequest request) => new()
    {
        Image = request.Image,
        Hostname = request.Hostname,
        Cmd = request.Cmd,
        Env = request.Env,
        Labels = request.Labels,
        ExposedPorts = Exposed(request),
        HostConfig = WireHostConfig.From(request),
    };

    /// <summary>An engine ignores a binding whose port is not exposed, so that what is published is exposed as well.</summary>
    private static Dictionary<string, WireEmpty>? Exposed(CreateContainerRequest request)
    {
        if (request.ExposedPorts is null && request.PortBindings is null)
        {
            return null;
        }

        var published = (request.PortBindings ?? []).Select(binding => binding.Exposed);
        return (request.ExposedPorts ?? []).Concat(published).Distinct(StringComparer.Ordinal).ToDictionary(port => port, _ => WireEmpty.Instance);
    }
}

/// <summary>An object without members; engines write sets as maps of them.</summary>
internal sealed record WireEmpty
{
    public static readonly WireEmpty Instance = new();
}

/// <summary>The part of a create call that is about the machine.</summary>
internal sealed record WireHostConfig
{
    public Dictionary<string, List<WirePortBinding>>? PortBindings { get; init; }

    public IReadOnlyList<string>? Binds { get; init; }

    public WireRestartPolicy? RestartPolicy { get; init; }

    public static WireHostConfig From(CreateContainerRequest request) => new()
    {
        PortBindings = request.PortBindings?.GroupBy(binding => binding.Exposed, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(WirePortBinding.From).ToList()),
        Binds = request.Binds,
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
