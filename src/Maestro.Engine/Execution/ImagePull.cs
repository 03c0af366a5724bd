using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Brings one image onto one ship: what its tag stands for on all ships of the play.</summary>
/// <param name="context">The play.</param>
/// <param name="step">The image and the ship.</param>
/// <param name="credentials">Ready value of the header with credentials, or null.</param>
internal sealed class ImagePull(PlayContext context, PullStep step, string? credentials)
{
    private readonly IDockerClient _docker = context.Connections.To(step.Ship).Docker;
    private readonly DigestAgreement _agreement = context.Digests.On(step.Image.Full);

    /// <exception cref="DockerApiException">The engine could not pull it.</exception>
    /// <exception cref="DockerConnectionException">The engine was not there, or left in the middle.</exception>
    public async Task TryAsync(CancellationToken cancellation)
    {
        if (step.Image.Digest is { } written)
        {
            await PullAsync(written, cancellation).ConfigureAwait(false);
        }
        else if (step.SharesTag && await _agreement.LearnAsync(() => AskAsync(cancellation), cancellation).ConfigureAwait(false) is { } agreed)
        {
            await PullAgreedAsync(agreed, cancellation).ConfigureAwait(false);
        }
        else
        {
            await PullTagAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            var digest = await _docker.ResolveDigestAsync(step.Image.Full, credentials, cancellation).ConfigureAwait(false);
            context.Report(step, $"is {digest} on all ships");
            return digest;
        }
        catch (DockerApiException)
        {
            // Why not is what the pull itself says best. Some engines and some guards in front of them do not serve the question.
            return null;
        }
    }

    private async Task PullTagAsync(CancellationToken cancellation)
    {
        if (await PullAsync(step.Image.Tag, cancellation).ConfigureAwait(false) is not { } pulled)
        {
            return;
        }

        var agreed = _agreement.Settle(pulled);
        if (step.SharesTag && agreed != pulled)
        {
            await PullAgreedAsync(agreed, cancellation).ConfigureAwait(false);
        }
    }

    // An image that was pulled by its digest has no tag, and containers are made from the tag.
    private async Task PullAgreedAsync(string digest, CancellationToken cancellation)
    {
        await PullAsync(digest, cancellation).ConfigureAwait(false);
        await _docker.TagImageAsync($"{step.Image.Repository}@{digest}", step.Image.Repository, step.Image.Tag, cancellation).ConfigureAwait(false);
    }

    /// <returns>The digest as the engine tells it, or null.</returns>
    private async Task<string?> PullAsync(string tagOrDigest, CancellationToken cancellation)
    {
        string? digest = null;
        var reports = new PullReports(context, step);
        var platform = step.Platform.Length == 0 ? null : step.Platform;
        await foreach (var line in _docker.PullImageAsync(step.Image.Repository, tagOrDigest, platform, credentials, cancellation).ConfigureAwait(false))
        {
            digest = line.Digest ?? digest;
            reports.Add(line);
        }

        return digest;
    }
}
