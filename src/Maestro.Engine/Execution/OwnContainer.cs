using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Finds the container of an instance for a step that changes it, and never that of another environment.</summary>
internal static class OwnContainer
{
    /// <returns>Its id; null when there is none.</returns>
    /// <exception cref="StepFailedException">The name belongs to another environment, or another copy.</exception>
    public static async Task<string?> FindAsync(PlayContext context, Instance instance, IDockerClient docker, CancellationToken cancellation)
    {
        if (context.Facts.Of(instance) is { } known)
        {
            return known.Id;
        }

        // There was none when the play looked at the ship.
        var details = await docker.InspectContainerAsync(instance.ContainerName, cancellation).ConfigureAwait(false);
        return details is null || BelongsTo(details, context.Environment)
            ? details?.Id
            : throw new StepFailedException(Taken(instance, details));
    }

    /// <summary>Whether the container was made by that environment, or by something that leaves no label, as MaestroNG does; that one knows no copies.</summary>
    public static bool BelongsTo(ContainerDetails container, MaestroEnvironment environment)
        => Owner.Of(container.Labels) is { } owner ? owner == Owner.Of(environment) : environment.Run is null;

    /// <summary>Says that the name belongs to somebody else.</summary>
    public static Diagnostic Taken(Instance instance, ContainerDetails container) => Diagnostic.Error(
        DiagnosticCodes.NameTaken,
        $"The container named {instance.ContainerName} on ship {instance.Ship} {(Owner.Of(container.Labels) is { } owner ? $"belongs to {owner}" : "is none of Maestro's")} and is left alone.",
        instance.Location);
}
