using System.Net;
using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Removes a stopped container and keeps its volumes.</summary>
internal sealed class RemoveRunner(PlayContext context)
{
    public async Task<string> RunAsync(RemoveStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        try
        {
            var container = await OwnContainer.FindAsync(context, step.Target, docker, tokens.Abort).ConfigureAwait(false);
            var removed = container is not null
                && await docker.RemoveContainerAsync(container, force: false, anonymousVolumes: false, tokens.Abort).ConfigureAwait(false);
            context.Facts.Forget(step.Target);
            return removed ? "removed" : "absent";
        }
        catch (DockerApiException exception) when (exception.Status == HttpStatusCode.Conflict)
        {
            // Somebody has started it since we looked.
            return "skipped";
        }
    }
}
