using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>The volumes of a container that have no name of their own: an image or a file asked for them, and Docker made a name up.</summary>
internal static class AnonymousVolumes
{
    private const int GeneratedLength = 64;

    /// <summary>Those of the container itself; what it has from another instance comes and goes with that one.</summary>
    public static async Task<IReadOnlyList<VolumeBinding>> OfAsync(string container, Instance instance, MaestroEnvironment environment, IDockerClient docker, CancellationToken cancellation)
    {
        var details = await docker.InspectContainerAsync(container, cancellation).ConfigureAwait(false);
        List<VolumeBinding> volumes = [.. Of(details).Where(m => instance.Volumes.All(v => v.Source != m.Source))];
        foreach (var source in volumes.Count == 0 ? [] : instance.VolumesFrom)
        {
            var others = await docker.InspectContainerAsync(environment.Instance(source).ContainerName, cancellation).ConfigureAwait(false);
            volumes.RemoveAll(v => others?.Mounts.Any(m => m.Target == v.Target) == true);
        }

        return volumes;
    }

    /// <summary>All that a container has, those of other containers among them.</summary>
    public static IEnumerable<VolumeBinding> Of(ContainerDetails? details)
        => (details?.Mounts ?? []).Where(m => m.Kind == "volume" && IsGenerated(m.Volume)).Select(m => new VolumeBinding(m.Volume, m.Target));

    /// <summary>Deletes them, where no other container uses them. Those that were carried over are no longer nameless for Docker, which lets them be.</summary>
    public static async Task DeleteAsync(IEnumerable<VolumeBinding> volumes, IDockerClient docker, CancellationToken cancellation)
    {
        foreach (var volume in volumes)
        {
            await docker.RemoveVolumeAsync(volume.Source, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsGenerated(string volume) => volume.Length == GeneratedLength && volume.All(char.IsAsciiHexDigitLower);
}
