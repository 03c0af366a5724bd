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
        var layers = new Dictionary<string, (long Current, long Total)>(StringComparer.Ordinal);
        var lastReport = context.Time.GetTimestamp();
        try
        {
            var pull = docker.PullImageAsync(step.Image.Repository, step.Image.Digest ?? step.Image.Tag, step.Platform.Length == 0 ? null : step.Platform, registryAuth: null, tokens.Stop);
            await foreach (var progress in pull.ConfigureAwait(false))
            {
                if (progress is not { Layer: { } layer, Total: > 0 })
                {
                    continue;
                }

                layers[layer] = (progress.Current ?? 0, progress.Total.Value);
                if (context.Time.GetElapsedTime(lastReport) >= BetweenReports)
                {
                    lastReport = context.Time.GetTimestamp();
                    context.Report(step, progress.Status, layers.Values.Sum(l => l.Current), layers.Values.Sum(l => l.Total));
                }
            }
        }
        catch (DockerApiException exception)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.ImageUnavailable,
                $"Ship {step.Ship.Name} cannot pull the image {step.Image}{(step.Platform.Length == 0 ? string.Empty : $" for {step.Platform}")}: {EngineTrouble.Sentence(exception.Message)} Check its name, or put it on the ship by hand.",
                context.Environment.Instances.FirstOrDefault(i => i.Image.Equals(step.Image))?.Location), exception);
        }

        return "done";
    }
}
