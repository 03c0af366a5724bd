using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>What is known of the images that an environment builds.</summary>
/// <param name="builds">The builds that were looked at, by their definitions.</param>
internal sealed class ObservedBuilds(IReadOnlyDictionary<string, ObservedBuild> builds)
{
    /// <summary>Nothing was looked at.</summary>
    public static ObservedBuilds None { get; } = new(new Dictionary<string, ObservedBuild>());

    /// <summary>What is known of an instance's image; null for one that is pulled, or was not looked at.</summary>
    public ObservedBuild? Of(Instance instance) => instance.Build is { } build ? builds.GetValueOrDefault(KeyOf(instance, build)) : null;

    /// <summary>Whether it is known what the instance's image is to be made from; always so for one that is pulled.</summary>
    public bool CanTell(Instance instance) => instance.Build is null || Of(instance) is { Problem: null };

    /// <summary>Whether a ship has the instance's image just as it is to be.</summary>
    public bool IsCurrent(Instance instance, ObservedFleet fleet, string ship)
    {
        var found = fleet.Ship(ship);
        return Of(instance) is { Problem: null } build && found.Images.TryGetValue(instance.Image.Full, out var id)
            && (instance.Build is ArchiveBuild ? build.ImageIds.Contains(id) : found.ImageSources.GetValueOrDefault(instance.Image.Full) == build.Sources);
    }

    /// <summary>What tells builds apart: of an archive with several images each is another.</summary>
    public static string KeyOf(Instance instance, ImageBuild build) => build is ArchiveBuild ? $"{build.Definition}\n{instance.Image.Full}" : build.Definition;
}
