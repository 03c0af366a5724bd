using System.Text.Json;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Pulls an image and tells how far it got; tries again where the file says so.</summary>
internal sealed class PullRunner(PlayContext context)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public async Task<string> RunAsync(PullStep step, PlayTokens tokens)
    {
        var credentials = await CredentialsAsync(step, tokens).ConfigureAwait(false);
        var registry = context.Registries.EntryFor(step.Image);
        var tries = registry is { RetryWhen.Count: > 0 } ? registry.RetryAttempts : 1;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await PullAsync(step, credentials, tokens).ConfigureAwait(false);
                return "done";
            }
            catch (DockerApiException exception) when (attempt < tries && registry!.RetryWhen.Contains((int)exception.Status))
            {
                context.Report(step, $"try {attempt} of {tries} failed: {EngineTrouble.Sentence(exception.Message)}");
                await Task.Delay(BetweenTries, context.Time, tokens.Stop).ConfigureAwait(false);
            }
            catch (DockerApiException exception)
            {
                throw new StepFailedException(Failure(step, exception, credentials is not null, Tries(exception, registry, attempt)), exception);
            }
        }
    }

    private static string Tries(DockerApiException exception, Registry? registry, int attempts)
        => attempts > 1 ? $" after {attempts} tries"
            : registry is { RetryWhen.Count: > 0 } && !registry.RetryWhen.Contains((int)exception.Status) ? $" (status {(int)exception.Status}, which its 'retry' does not name)"
            : string.Empty;

    private async Task<string?> CredentialsAsync(PullStep step, PlayTokens tokens)
    {
        try
        {
            return await context.Registries.HeaderForAsync(step.Image, tokens.Stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ProgramFailedException or JsonException or IOException or UnauthorizedAccessException)
        {
            // As the docker command does: many images need none.
            context.Report(step, $"no credentials, the configuration of the docker command cannot be used: {EngineTrouble.Sentence(exception.Message)}");
            return null;
        }
    }

    private async Task PullAsync(PullStep step, string? credentials, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        var bytes = new PullBytes();
        var lastReport = context.Time.GetTimestamp();
        var pull = docker.PullImageAsync(step.Image.Repository, step.Image.Digest ?? step.Image.Tag, step.Platform.Length == 0 ? null : step.Platform, credentials, tokens.Stop);
        await foreach (var progress in pull.ConfigureAwait(false))
        {
            if (bytes.Add(progress) && context.Time.GetElapsedTime(lastReport) >= BetweenReports)
            {
                lastReport = context.Time.GetTimestamp();
                context.Report(step, progress.Status, bytes.Current, bytes.Total);
            }
        }
    }

    private Diagnostic Failure(PullStep step, DockerApiException exception, bool hasCredentials, string tries)
    {
        var hint = hasCredentials ? "Check its name and the credentials of its registry" : "Check its name; a private registry needs an entry in 'registries'";
        var platform = step.Platform.Length == 0 ? string.Empty : $" for {step.Platform}";
        return Diagnostic.Error(
            DiagnosticCodes.ImageUnavailable,
            $"Ship {step.Ship.Name} cannot pull the image {step.Image}{platform}{tries}: {EngineTrouble.Sentence(exception.Message)} {hint}, or put it on the ship by hand.",
            context.Environment.Instances.FirstOrDefault(i => i.Image.Equals(step.Image))?.Location);
    }
}
