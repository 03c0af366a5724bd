namespace Maestro.Engine.Docker.Wire;

/// <summary>The body of <c>POST /containers/create</c>.</summary>
internal sealed record WireCreate
{
    public required string Image { get; init; }

    public string? Hostname { get; init; }

    public string? User { get; init; }

    public string? WorkingDir { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public WireHealthCheck? Healthcheck { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public Dictionary<string, WireEmpty>? ExposedPorts { get; init; }

    public Dictionary<string, WireEmpty>? Volumes { get; init; }

    public WireHostConfig? HostConfig { get; init; }

    public WireNetworkingConfig? NetworkingConfig { get; init; }

    public static WireCreate From(CreateContainerRequest request) => new()
    {
        Image = request.Image,
        Hostname = request.Hostname,
        User = request.User,
        WorkingDir = request.WorkingDirectory,
        Entrypoint = request.Entrypoint,
        Cmd = request.Cmd,
        Healthcheck = WireHealthCheck.From(request.HealthCheck),
        Env = request.Env,
        Labels = request.Labels,
        ExposedPorts = Exposed(request),
        Volumes = request.Volumes?.ToDictionary(path => path, _ => WireEmpty.Instance),
        HostConfig = WireHostConfig.From(request),
        NetworkingConfig = WireNetworkingConfig.From(request),
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
