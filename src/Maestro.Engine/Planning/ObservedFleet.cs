using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>What one look at the ships has shown.</summary>
internal sealed class ObservedFleet(IEnumerable<ObservedShip> ships)
{
    private readonly Dictionary<string, ObservedShip> _ships = ships.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public IEnumerable<ObservedShip> Ships => _ships.Values;

    public ObservedShip Ship(string name) => _ships[name];

    /// <summary>Why ships could not be looked at, by their names.</summary>
    public IReadOnlyDictionary<string, Diagnostic> Problems
        => _ships.Values.Where(s => s.Problem is not null).ToDictionary(s => s.Name, s => s.Problem!, StringComparer.Ordinal);

    /// <summary>Whether the ship was looked at, with or without success.</summary>
    public bool Knows(string ship) => _ships.ContainsKey(ship);

    /// <summary>
    /// The container of that instance, or null when there is none or its ship did not answer. Where a run was killed between the removal of
    /// a container and the naming of its successor, it is the successor: it has the volumes.
    /// </summary>
    public ObservedContainer? ContainerOf(Instance instance)
        => _ships[instance.Ship].Containers.GetValueOrDefault(instance.ContainerName) ?? InterimOf(instance);

    /// <summary>What a run that was killed has left behind beside the instance's container, or null.</summary>
    public ObservedContainer? LeftoverOf(Instance instance, MaestroEnvironment environment)
        => _ships[instance.Ship].Containers.ContainsKey(instance.ContainerName) && InterimOf(instance) is { } interim && interim.BelongsTo(environment) ? interim : null;

    public bool HasImage(string ship, ImageReference image) => ImageId(ship, image) is not null;

    /// <summary>Whether the ship has the instance's image, and for the platform that it asks for.</summary>
    public bool HasImage(Instance instance)
        => HasImage(instance.Ship, instance.Image)
            && (instance.Platform.Length == 0
                || !_ships[instance.Ship].ImagePlatforms.TryGetValue(instance.Image.Full, out var found)
                || ImagePlatform.Fits(instance.Platform, found));

    /// <summary>What the name of the image stands for on that ship; null when the ship does not have it, or was not asked.</summary>
    public string? ImageId(string ship, ImageReference image) => _ships[ship].Images.GetValueOrDefault(image.Full);

    private ObservedContainer? InterimOf(Instance instance)
        => _ships[instance.Ship].Containers.GetValueOrDefault(InterimName.Of(instance)) is { } interim
            && interim.Labels.GetValueOrDefault(ContainerLabels.Instance) == instance.Name ? interim : null;
}

/// <summary>What one look at a ship has shown.</summary>
internal sealed record ObservedShip(string Name)
{
    /// <summary>Why the ship could not be looked at, or null.</summary>
    public Diagnostic? Problem { get; init; }

    /// <summary>The containers, by name.</summary>
    public IReadOnlyDictionary<string, ObservedContainer> Containers { get; init; } = new Dictionary<string, ObservedContainer>();

    /// <summary>The ids of the images that were asked for and are there, by their full reference.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>The digests under which registries have these images, by their full reference; none for an image that was built or loaded.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ImageDigests { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The platforms of these images, by their full reference.</summary>
    public IReadOnlyDictionary<string, string> ImagePlatforms { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of the volumes of the copy, where they were looked for.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The networks by name, where they were looked for.</summary>
    public IReadOnlyDictionary<string, ObservedNetwork> Networks { get; init; } = new Dictionary<string, ObservedNetwork>();
}

/// <summary>A container as the list of its engine shows it.</summary>
internal sealed record ObservedContainer(string Id, string Name, ContainerState State)
{
    /// <summary>The engine's own sentence, such as "Up 5 minutes".</summary>
    public string Sentence { get; init; } = string.Empty;

    /// <summary>The image it was made from, as the engine names it.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>The id of that image.</summary>
    public string ImageId { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The ports it publishes: port inside, protocol, port on the ship.</summary>
    public IReadOnlyList<(int Exposed, string Protocol, int External)> Ports { get; init; } = [];

    /// <summary>Whose it is, by its labels; null when none of ours made it.</summary>
    public Owner? Owner => Owner.Of(Labels);

    /// <summary>When the copy that it belongs to may be swept, as far as it knows.</summary>
    public DateTimeOffset? Expires => Owner.ExpiryOf(Labels);

    public bool IsUp => State is ContainerState.Running or ContainerState.Paused or ContainerState.Restarting;

    /// <summary>What it ended with; null when it has not ended, or the engine does not say.</summary>
    public int? ExitCode => StatusText.ExitCodeOf(Sentence);

    /// <summary>Whether it was made by that environment, or by something that leaves no label, as MaestroNG does; that one knows no copies.</summary>
    public bool BelongsTo(MaestroEnvironment environment) => Owner is { } owner ? owner == Owner.Of(environment) : environment.Run is null;

    /// <summary>The state as Docker spells it.</summary>
    public string StateWord => ContainerStates.Word(State);
}
