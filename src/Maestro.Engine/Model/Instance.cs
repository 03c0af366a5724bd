using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>One container of a service, bound to one ship. Defaults of its service are already in it.</summary>
public sealed record Instance
{
    /// <summary>The instance's name, unique in the environment; also the container's name.</summary>
    public required string Name { get; init; }

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

    /// <summary>Paths of the ship seen inside the container.</summary>
    public IReadOnlyList<VolumeBinding> Volumes { get; init; } = [];

    /// <summary>The command in words; empty for the image's own.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

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
