using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>What one look at the ships has shown.</summary>
internal sealed class ObservedFleet(IEnumerable<ObservedShip> ships)
{
    private readonly Dictionary<string, ObservedShip> _ships = ships.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public IEnumerable<ObservedShip> Ships => _ships.Values;

    public ObservedShip Ship(string name) => _ships[name];

    /// <summary>Whether the ship was looked at, with or without success.</summary>
    public bool Knows(string ship) => _ships.ContainsKey(ship);

    /// <summary>The container of that instance, or null when there is none or its ship did not answer.</summary>
    public ObservedContainer? ContainerOf(Instance instance) => _ships[instance.Ship].Containers.GetValueOrDefault(instance.Name);

    public bool HasImage(string ship, ImageReference image) => _ships[ship].Images.Contains(image.Full);
}

/// <summary>What one look at a ship has shown.</summary>
internal sealed record ObservedShip(string Name)
{
    /// <summary>Why the ship could not be looked at, or null.</summary>
    public Diagnostic? Problem { get; init; }

    /// <summary>The containers, by name.</summary>
    public IReadOnlyDictionary<string, ObservedContainer> Containers { get; init; } = new Dictionary<string, ObservedContainer>();

    /// <summary>The images that were asked for and are there, by their full reference.</summary>
    public IReadOnlySet<string> Images { get; init; } = new HashSet<string>();
}

/// <summary>A container as the list of its engine shows it.</summary>
internal sealed record ObservedContainer(string Id, string Name, ContainerState State)
{
    /// <summary>The engine's own sentence, such as "Up 5 minutes".</summary>
    public string Sentence { get; init; } = string.Empty;

    /// <summary>The image it was made from, as the engine names it.</summary>
    public string Image { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The ports it publishes: port inside, protocol, port on the ship.</summary>
    public IReadOnlyList<(int Exposed, string Protocol, int External)> Ports { get; init; } = [];

    /// <summary>The environment that made it, by its label; null when none of ours did.</summary>
    public string? Owner => Labels.GetValueOrDefault(ContainerLabels.Environment);

    public bool IsUp => State is ContainerState.Running or ContainerState.Paused or ContainerState.Restarting;

    /// <summary>What it ended with; null when it has not ended, or the engine does not say.</summary>
    public int? ExitCode => StatusText.ExitCodeOf(Sentence);

    /// <summary>Whether it was made by that environment, or by something that leaves no label, as MaestroNG does.</summary>
    public bool BelongsTo(string environment) => Owner is null || Owner == environment;

    /// <summary>The state as Docker spells it.</summary>
    public string StateWord => ContainerStates.Word(State);
}
