using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Finds the container of an instance for a step that changes it, and never that of another environment.</summary>
internal static class OwnContainer
{
    /// <returns>Its id; null when there is none.</returns>
    /// <exception cref="StepFailedException">The name belongs to another environment.</exception>
    public static async Task<string?> FindAsync(PlayContext context, Instance instance, IDockerClient docker, CancellationToken cancellation)
    {
        if (context.Facts.Of(instance) is { } known)
        {
            return known.Id;
        }

        // The ship did not answer when the play looked at it.
        var details = await docker.InspectContainerAsync(instance.Name, cancellation).ConfigureAwait(false);
        var owner = details?.Labels.GetValueOrDefault(ContainerLabels.Environment);
        return owner is null || owner == context.Environment.Name
            ? details?.Id
            : throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.NameTaken,
                $"The container named {instance.Name} on ship {instance.Ship} belongs to the environment '{owner}' and is left alone.",
                instance.Location));
    }
}
