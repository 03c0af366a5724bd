using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Makes sure that the name of an image that is built stands for the one that the play means: another play may have given it away since.</summary>
internal sealed class BuiltImageCheck(PlayContext context)
{
    /// <exception cref="StepFailedException">It stands for an image that was made from something else.</exception>
    public async Task RequireAsync(Instance instance, IDockerClient docker, CancellationToken cancellation)
    {
        if (instance.Build is null or ArchiveBuild || instance.PullPolicy == PullPolicy.Never || context.Specs.Builds.Of(instance) is not { Problem: null } build)
        {
            return;
        }

        var image = await docker.InspectImageAsync(instance.Image.Full, cancellation).ConfigureAwait(false);
        if (image?.Labels.GetValueOrDefault(ContainerLabels.Sources) is { } sources && sources != build.Sources)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.ImageNotLoaded,
                $"Another play has given ship {instance.Ship} another image under the name {instance.Image} meanwhile. Run the play again; builds of different sources at one time need different names ('image').",
                instance.Location));
        }
    }
}
