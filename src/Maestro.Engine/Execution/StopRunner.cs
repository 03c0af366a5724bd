using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Stops a container; Docker kills it when its time is over.</summary>
internal sealed class StopRunner(PlayContext context)
{
    public async Task<string> RunAsync(StopStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        try
        {
            var container = await OwnContainer.FindAsync(context, step.Target, docker, tokens.Abort).ConfigureAwait(false);
            var stopped = container is not null
                && await docker.StopContainerAsync(container, step.Target.StopTimeout, tokens.Abort).ConfigureAwait(false);
            context.Facts.Learn(step.Target, ContainerStates.Word(ContainerState.Exited));
            return stopped ? "stopped" : "down";
        }
        catch (DockerApiException exception)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.StopFailed,
                $"{step.Target.Name} did not stop: {EngineTrouble.Sentence(exception.Message)}",
                step.Target.Location), exception);
        }
    }
}
