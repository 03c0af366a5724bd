using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A named port with the place where it is declared.</summary>
internal sealed record PortDraft(PortMapping Mapping, BoundNode Place);

/// <summary>A check with the place that names its port.</summary>
internal sealed record CheckDraft(TcpCheckSpec Check, BoundNode Port);

/// <summary>A name of something else in the file.</summary>
internal sealed record Reference(string Name, BoundNode Place);

/// <summary>What a service may say for all its instances, and an instance for itself. Null: nothing was said.</summary>
internal sealed record ContainerDraft
{
    public ImageReference? Image { get; init; }

    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<PortDraft> Ports { get; init; } = [];

    public IReadOnlyList<VolumeBinding> Volumes { get; init; } = [];

    public IReadOnlyList<string>? Command { get; init; }

    public RestartPolicy? Restart { get; init; }

    public TimeSpan? StopTimeout { get; init; }

    public IReadOnlyList<CheckDraft> Checks { get; init; } = [];
}

/// <summary>A ship as far as it could be read; there is no model when something is wrong with it.</summary>
internal sealed record ShipDraft(string Name, Ship? Model);
