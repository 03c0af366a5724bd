using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Kills a container.</summary>
internal sealed class KillRunner(PlayContext context)
{
    public async Task<string> RunAsync(KillStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        try
        {
            var container = await OwnContainer.FindAsync(context, step.Target, docker, tokens.Abort).ConfigureAwait(false);
            var killed = container is not null && await KillAsync(docker, container, tokens).ConfigureAwait(false);
            context.Facts.Learn(step.Target, ContainerStates.Word(ContainerState.Exited));
            return killed ? "killed" : "down";
        }
        catch (DockerApiException exception)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.StopFailed,
                $"{step.Target.Name} could not be killed: {EngineTrouble.Sentence(exception.Message)}",
                step.Target.Location), exception);
        }
    }

    // One that Docker is about to bring back cannot be killed, only told to stay down.
    private static async Task<bool> KillAsync(IDockerClient docker, string container, PlayTokens tokens)
        => await docker.KillContainerAsync(container, tokens.Abort).ConfigureAwait(false)
            || await docker.StopContainerAsync(container, TimeSpan.Zero, tokens.Abort).ConfigureAwait(false);
}
