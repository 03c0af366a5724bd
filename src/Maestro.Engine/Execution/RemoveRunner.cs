using System.Net;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Removes a stopped container, and keeps its volumes unless they are to go.</summary>
internal sealed class RemoveRunner(PlayContext context)
{
    public async Task<string> RunAsync(RemoveStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        if (step.Leftover is { } leftover)
        {
            // The container beside it has the same volumes.
            await docker.RemoveContainerAsync(leftover.Id, force: true, step.DeletesVolumes, tokens.Abort).ConfigureAwait(false);
        }

        if (!step.RemovesContainer)
        {
            return "skipped";
        }

        try
        {
            var container = await OwnContainer.FindAsync(context, step.Target, docker, tokens.Abort).ConfigureAwait(false);
            var removed = container is not null && await RemoveAsync(step, docker, container, tokens).ConfigureAwait(false);
            context.Facts.Forget(step.Target);
            return removed ? "removed" : "absent";
        }
        catch (DockerApiException exception) when (exception.Status == HttpStatusCode.Conflict)
        {
            // Somebody has started it since we looked.
            return "skipped";
        }
    }

    private async Task<bool> RemoveAsync(RemoveStep step, IDockerClient docker, string container, PlayTokens tokens)
    {
        IReadOnlyList<VolumeBinding> volumes = step.DeletesVolumes
            ? await AnonymousVolumes.OfAsync(container, step.Target, context.Environment, docker, tokens.Abort).ConfigureAwait(false)
            : [];
        var removed = await docker.RemoveContainerAsync(container, force: false, step.DeletesVolumes, tokens.Abort).ConfigureAwait(false);
        await AnonymousVolumes.DeleteAsync(volumes, docker, tokens.Abort).ConfigureAwait(false);
        return removed;
    }
}
