using System.Net;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Removes what is left of copies: what the file no longer knows of one, its volumes, and all of those whose time is over.</summary>
internal sealed class CopyRunner(PlayContext context)
{
    private static readonly TimeSpan SweepLimit = TimeSpan.FromSeconds(30);

    public async Task<string> RunAsync(RemoveStrayStep step, PlayTokens tokens)
        => await RemoveAsync(context.Connections.To(step.Ship).Docker, step.Container.Id, tokens.Abort).ConfigureAwait(false) ? "removed" : "absent";

    public async Task<string> RunAsync(RemoveVolumeStep step, PlayTokens tokens)
        => await context.Connections.To(step.Ship).Docker.RemoveVolumeAsync(step.Volume, tokens.Abort).ConfigureAwait(false) ? "removed" : "in use";

    /// <summary>Sweeps, and does not fail: the play is about something else, and a later one tries again.</summary>
    public async Task<string> RunAsync(SweepStep step, PlayTokens tokens)
    {
        using var deadline = new CancellationTokenSource(SweepLimit, context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, tokens.Stop);
        try
        {
            // Who works on the copy just now gives it more time.
            using var held = await EnvironmentLock.TryAcquireAsync(step.Copy, context.Time).ConfigureAwait(false);
            return held is null ? "in use" : await SweepAsync(step, context.Connections.To(step.Ship).Docker, limit.Token).ConfigureAwait(false);
        }
        catch (DockerApiException exception)
        {
            return Tell(step, EngineTrouble.Sentence(exception.Message));
        }
        catch (DockerConnectionException exception)
        {
            return Tell(step, EngineTrouble.Describe(step.Ship, exception).Message);
        }
        catch (MaestroException exception)
        {
            return Tell(step, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Tell(step, "there was no time for it.");
        }
    }

    private async Task<string> SweepAsync(SweepStep step, IDockerClient docker, CancellationToken cancellation)
    {
        var containers = await docker.ListContainersAsync(cancellation).ConfigureAwait(false);
        List<ContainerSummary> own = [.. containers.Where(c => Owner.Of(c.Labels) == step.Copy)];
        if (!IsOver(own.Select(c => c.Labels)))
        {
            return "in use";
        }

        foreach (var container in own)
        {
            await RemoveAsync(docker, container.Id, cancellation).ConfigureAwait(false);
        }

        var living = containers.Except(own).Select(c => Owner.Of(c.Labels)).ToHashSet();
        await SweepRestAsync(docker, labels => Owner.Of(labels) is { IsCopy: true } owner && !living.Contains(owner) && IsOver([labels]), cancellation).ConfigureAwait(false);
        return "swept";
    }

    // Also what an earlier sweep has not come to: without a container nothing leads to it.
    private static async Task SweepRestAsync(IDockerClient docker, Func<IReadOnlyDictionary<string, string>, bool> isLeft, CancellationToken cancellation)
    {
        foreach (var network in await docker.ListNetworksAsync(cancellation).ConfigureAwait(false))
        {
            if (isLeft(network.Labels))
            {
                await RemoveAsync(docker, network, cancellation).ConfigureAwait(false);
            }
        }

        foreach (var volume in await docker.ListVolumesAsync(ContainerLabels.Run, cancellation).ConfigureAwait(false))
        {
            if (isLeft(volume.Labels))
            {
                await docker.RemoveVolumeAsync(volume.Name, cancellation).ConfigureAwait(false);
            }
        }
    }

    private bool IsOver(IEnumerable<IReadOnlyDictionary<string, string>> labels)
        => Sweeping.LatestOf(labels.Select(Owner.ExpiryOf)) < context.Time.GetUtcNow();

    private static async Task RemoveAsync(IDockerClient docker, NetworkSummary network, CancellationToken cancellation)
    {
        try
        {
            await docker.RemoveNetworkAsync(network.Id, cancellation).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.Status == HttpStatusCode.Forbidden)
        {
            // Something that is none of the copy's is on it.
        }
    }

    // Volumes that were carried over are no longer nameless for Docker.
    private static async Task<bool> RemoveAsync(IDockerClient docker, string container, CancellationToken cancellation)
    {
        var volumes = AnonymousVolumes.Of(await docker.InspectContainerAsync(container, cancellation).ConfigureAwait(false)).ToList();
        var removed = await docker.RemoveContainerAsync(container, force: true, anonymousVolumes: true, cancellation).ConfigureAwait(false);
        await AnonymousVolumes.DeleteAsync(volumes, docker, cancellation).ConfigureAwait(false);
        return removed;
    }

    private string Tell(SweepStep step, string reason)
    {
        context.Warnings.Enqueue(Diagnostic.Warning(
            DiagnosticCodes.SweepFailed,
            $"What is left of {step.Copy} on ship {step.Ship.Name}, whose time is over, could not be removed: {reason} A later start or down tries again.",
            step.Ship.Location));
        return "not swept";
    }
}
