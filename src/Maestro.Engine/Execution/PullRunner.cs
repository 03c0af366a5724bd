using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Pulls an image; tries again when the registry or the network failed for the moment, or where the file says so.</summary>
internal sealed class PullRunner(PlayContext context)
{
    public async Task<string> RunAsync(PullStep step, PlayTokens tokens)
    {
        var credentials = await context.Registries.CredentialsForAsync(step.Image, tokens.Stop).ConfigureAwait(false);
        if (credentials.Problem is { } problem)
        {
            context.Report(step, $"no credentials: {problem}");
        }

        var entry = context.Registries.EntryFor(step.Image);
        var pull = new ImagePull(context, step, credentials.Header);
        var most = entry?.RetryAttempts ?? Registry.DefaultAttempts;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await pull.TryAsync(tokens.Stop).ConfigureAwait(false);
                return "done";
            }
            catch (Exception exception) when (tries < most && IsWorthAnotherTry(exception, entry))
            {
                await PauseAsync(step, exception, credentials, (tries, most), tokens.Stop).ConfigureAwait(false);
            }
            catch (DockerApiException exception)
            {
                throw new StepFailedException(new PullFailure(context.Environment, step, entry, credentials).Describe(exception, tries), exception);
            }
        }
    }

    private static bool IsWorthAnotherTry(Exception exception, Registry? entry) => exception switch
    {
        DockerConnectionException lost => lost.Problem == ConnectionProblem.Lost,
        DockerApiException refusal => PullTroubles.Of(refusal) switch
        {
            PullTrouble.Transient => true,
            PullTrouble.Denied => false,
            PullTrouble.Missing when refusal.Status != System.Net.HttpStatusCode.NotFound => false,
            _ => entry?.RetryWhen.Contains((int)refusal.Status) == true,
        },
        _ => false,
    };

    private Task PauseAsync(PullStep step, Exception exception, PullCredentials credentials, (int Tries, int Most) count, CancellationToken cancellation)
    {
        var pause = BackOff.After(count.Tries, Random.Shared.NextDouble());
        var what = EngineTrouble.Sentence(credentials.Mask.Mask(exception.Message));
        context.Report(step, FormattableString.Invariant($"try {count.Tries} of {count.Most} failed, the next comes in {pause.TotalSeconds:0.0} s: {what}"));
        return Task.Delay(pause, context.Time, cancellation);
    }
}
