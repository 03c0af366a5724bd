using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Pulls an image and tells how far it got.</summary>
internal sealed class PullRunner(PlayContext context)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(100);

    public async Task<string> RunAsync(PullStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        var bytes = new PullBytes();
        var lastReport = context.Time.GetTimestamp();
        try
        {
            var pull = docker.PullImageAsync(step.Image.Repository, step.Image.Digest ?? step.Image.Tag, registryAuth: null, tokens.Stop);
            await foreach (var progress in pull.ConfigureAwait(false))
            {
                if (bytes.Add(progress) && context.Time.GetElapsedTime(lastReport) >= BetweenReports)
                {
                    lastReport = context.Time.GetTimestamp();
                    context.Report(step, progress.Status, bytes.Current, bytes.Total);
                }
            }
        }
        catch (DockerApiException exception)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.ImageUnavailable,
                $"Ship {step.Ship.Name} cannot pull the image {step.Image}: {EngineTrouble.Sentence(exception.Message)} Check its name, or put it on the ship by hand.",
                context.Environment.Instances.FirstOrDefault(i => i.Image.Equals(step.Image))?.Location), exception);
        }

        return "done";
    }
}
