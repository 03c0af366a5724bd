using System.Net;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Creates networks, also when somebody else does so at the same moment, and removes those that nothing uses.</summary>
internal sealed class NetworkRunner(PlayContext context)
{
    public async Task<string> RunAsync(CreateNetworkStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        if ((await FindAsync(docker, step.Network.ActualName, tokens).ConfigureAwait(false)).Count > 0)
        {
            return await TakeExistingAsync(step, docker, tokens).ConfigureAwait(false);
        }

        string created;
        try
        {
            created = await docker.CreateNetworkAsync(NetworkRequests.For(step.Network, context.Environment, context.Expires), tokens.Abort).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.Status == HttpStatusCode.Conflict)
        {
            return await TakeExistingAsync(step, docker, tokens).ConfigureAwait(false);
        }
        catch (DockerApiException exception)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.EngineError,
                $"The network '{step.Network.ActualName}' cannot be created on ship {step.Ship.Name}: {EngineTrouble.Sentence(exception.Message)}",
                step.Network.Location), exception);
        }

        return await YieldToOlderAsync(step, docker, created, tokens).ConfigureAwait(false);
    }

    public async Task<string> RunAsync(RemoveNetworkStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        var own = (await FindAsync(docker, step.Network, tokens).ConfigureAwait(false)).Where(IsOwn).ToList();
        if (own.Count == 0)
        {
            return "absent";
        }

        // An engine lets a network go that stopped containers need for their next start.
        var containers = await docker.ListContainersAsync(tokens.Abort).ConfigureAwait(false);
        if (containers.Any(c => c.Networks.Contains(step.Network, StringComparer.Ordinal)))
        {
            return "in use";
        }

        try
        {
            foreach (var network in own)
            {
                await docker.RemoveNetworkAsync(network.Id, tokens.Abort).ConfigureAwait(false);
            }

            return "removed";
        }
        catch (DockerApiException exception) when (exception.Status == HttpStatusCode.Forbidden)
        {
            // Somebody has joined it since we looked.
            return "in use";
        }
    }

    // Engines check for a second network of the same name as well as they can: of two that were made at once the older stays.
    private static async Task<string> YieldToOlderAsync(CreateNetworkStep step, IDockerClient docker, string created, PlayTokens tokens)
    {
        var all = await FindAsync(docker, step.Network.ActualName, tokens).ConfigureAwait(false);
        if (all.Count > 1 && all.OrderBy(n => n.Created).ThenBy(n => n.Id, StringComparer.Ordinal).First().Id != created)
        {
            await docker.RemoveNetworkAsync(created, tokens.Abort).ConfigureAwait(false);
            return "there already";
        }

        return "created";
    }

    private async Task<string> TakeExistingAsync(CreateNetworkStep step, IDockerClient docker, PlayTokens tokens)
    {
        var other = (await FindAsync(docker, step.Network.ActualName, tokens).ConfigureAwait(false)).FirstOrDefault(n => !IsOwn(n));
        return other is null
            ? "there already"
            : throw new StepFailedException(NetworkSteps.Taken(step.Ship.Name, step.Network, Owner.Of(other.Labels)));
    }

    private bool IsOwn(NetworkSummary network) => Owner.Of(network.Labels) == Owner.Of(context.Environment);

    private static async Task<IReadOnlyList<NetworkSummary>> FindAsync(IDockerClient docker, string name, PlayTokens tokens)
        => [.. (await docker.ListNetworksAsync(tokens.Abort).ConfigureAwait(false)).Where(n => n.Name == name)];
}
