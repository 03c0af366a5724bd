using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Makes the named volumes of a copy before Docker does, which would give them no labels: without those nothing could remove them.</summary>
internal sealed class CopyVolumes(PlayContext context)
{
    /// <exception cref="StepFailedException">A volume of that name is there and is not this copy's.</exception>
    public async Task MakeAsync(Instance instance, ContainerSpec spec, IDockerClient docker, CancellationToken cancellation)
    {
        var owner = Owner.Of(context.Environment);
        foreach (var name in owner.IsCopy ? spec.Volumes.Where(EnvironmentCopy.IsNamed).Select(v => v.Source).Distinct(StringComparer.Ordinal) : [])
        {
            var labels = owner.Labels(context.Expires).Append(KeyValuePair.Create(ContainerLabels.Version, CreateRequests.EngineVersion)).ToDictionary(StringComparer.Ordinal);
            var volume = await docker.CreateVolumeAsync(name, labels, cancellation).ConfigureAwait(false);
            if (Owner.Of(volume.Labels) is not { } found || found != owner)
            {
                throw new StepFailedException(Diagnostic.Error(
                    DiagnosticCodes.VolumeTaken,
                    $"Ship {instance.Ship} has a volume named '{name}' that {(Owner.Of(volume.Labels) is { } other ? $"belongs to {other}" : "is none of Maestro's")}. Take another name for the copy, or remove that volume.",
                    instance.Location));
            }
        }
    }
}
