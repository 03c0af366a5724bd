using System.Net;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Creates a container and starts it. A container that cannot be started does not stay behind.</summary>
internal sealed class StartRunner(PlayContext context)
{
    public async Task<string> RunAsync(StartStep step, PlayTokens tokens)
    {
        var connection = context.Connections.To(step.Ship);
        await FinishEarlierRunAsync(step, connection.Docker, tokens).ConfigureAwait(false);
        var (container, holdsData) = step.Reuse ? (step.Existing!.Id, true) : await CreateAsync(step, connection.Docker, tokens).ConfigureAwait(false);
        container = await StartAsync(step, connection.Docker, container, holdsData, tokens).ConfigureAwait(false);
        await LearnAsync(step.Target, connection, container, tokens).ConfigureAwait(false);
        return step.Target.Lifecycle.Running.Count == 0 ? "started" : "launched";
    }

    /// <returns>The id of the container: a copy's is made anew when its port has gone to somebody else.</returns>
    private async Task<string> StartAsync(StartStep step, IDockerClient docker, string container, bool holdsData, PlayTokens tokens)
    {
        while (true)
        {
            context.ReportContainer(step, container);
            try
            {
                await docker.StartContainerAsync(container, tokens.Abort).ConfigureAwait(false);
                return container;
            }
            catch (DockerApiException exception)
            {
                if (step.Reuse || !IsPortTaken(exception.Message) || context.Specs.Ports?.Move(step.Target) != true)
                {
                    // A container with volumes of the one that it replaces is all that still knows them: it stays, and the next start replaces it in turn.
                    var error = DescribeStart(step, exception);
                    throw new StepFailedException(holdsData ? error : await ClearAwayAsync(step, docker, container, error, tokens).ConfigureAwait(false), exception);
                }
            }

            context.Report(step, "something else has got its port; trying another one");
            var failed = new ObservedContainer(container, step.Target.ContainerName, ContainerState.Created);
            (container, _) = await CreateAsync(step with { Existing = failed }, docker, tokens).ConfigureAwait(false);
        }
    }

    // A run that was killed while it replaced a container may have left the new one under its interim name.
    private static async Task FinishEarlierRunAsync(StartStep step, IDockerClient docker, PlayTokens tokens)
    {
        if (step.Leftover is { } leftover)
        {
            await docker.RemoveContainerAsync(leftover.Id, force: true, anonymousVolumes: false, tokens.Abort).ConfigureAwait(false);
        }

        if (step.Existing is { } existing && existing.Name != step.Target.ContainerName)
        {
            await docker.RenameContainerAsync(existing.Id, step.Target.ContainerName, tokens.Abort).ConfigureAwait(false);
        }
    }

    private async Task<Diagnostic> ClearAwayAsync(StartStep step, IDockerClient docker, string container, Diagnostic error, PlayTokens tokens)
    {
        try
        {
            await docker.RemoveContainerAsync(container, force: true, anonymousVolumes: true, tokens.Abort).ConfigureAwait(false);
            context.Facts.Forget(step.Target);
            return error;
        }
        catch (Exception exception) when (exception is DockerApiException or DockerConnectionException)
        {
            // Why it did not start matters more than why it could not be removed.
            return error with { Message = $"{error.Message} The container that was created for it stays behind: {EngineTrouble.Sentence(exception.Message)}" };
        }
    }

    private async Task LearnAsync(Instance instance, ShipConnection connection, string container, PlayTokens tokens)
    {
        var details = await connection.Docker.InspectContainerAsync(container, tokens.Abort).ConfigureAwait(false)
            ?? throw ContainerDeath.Removed(instance);
        context.Facts.Learn(instance, details);
        if (ContainerDeath.IsFinal(details) && !ContainerDeath.IsJobDone(instance, details))
        {
            throw await ContainerDeath.DescribeAsync(connection, instance, details, context.Time).ConfigureAwait(false);
        }
    }

    private async Task<(string Container, bool HoldsData)> CreateAsync(StartStep step, IDockerClient docker, PlayTokens tokens)
    {
        if (step.Existing is not { } existing)
        {
            return (await CreateAsync(step, docker, step.Target.ContainerName, [], tokens).ConfigureAwait(false), false);
        }

        var volumes = await AnonymousVolumes.OfAsync(existing.Id, step.Target, context.Environment, docker, tokens.Abort).ConfigureAwait(false);
        if (volumes.Count > 0)
        {
            return (await ReplaceAsync(step, docker, existing, volumes, tokens).ConfigureAwait(false), !step.RenewsVolumes);
        }

        await RemoveAsync(step, docker, existing, tokens).ConfigureAwait(false);
        return (await CreateAsync(step, docker, step.Target.ContainerName, [], tokens).ConfigureAwait(false), false);
    }

    // The new container exists, with the volumes, before the old one goes: a create that fails leaves all as it was.
    private async Task<string> ReplaceAsync(
        StartStep step, IDockerClient docker, ObservedContainer existing, IReadOnlyList<VolumeBinding> volumes, PlayTokens tokens)
    {
        var interim = InterimName.Of(step.Target);
        await docker.RemoveContainerAsync(interim, force: true, anonymousVolumes: false, tokens.Abort).ConfigureAwait(false);
        var container = await CreateAsync(step, docker, interim, step.RenewsVolumes ? [] : volumes, tokens).ConfigureAwait(false);
        await RemoveAsync(step, docker, existing, tokens).ConfigureAwait(false);
        await docker.RenameContainerAsync(container, step.Target.ContainerName, tokens.Abort).ConfigureAwait(false);
        await AnonymousVolumes.DeleteAsync(step.RenewsVolumes ? volumes : [], docker, tokens.Abort).ConfigureAwait(false);
        return container;
    }

    private async Task RemoveAsync(StartStep step, IDockerClient docker, ObservedContainer existing, PlayTokens tokens)
    {
        await docker.RemoveContainerAsync(existing.Id, force: false, anonymousVolumes: false, tokens.Abort).ConfigureAwait(false);
        context.Facts.Forget(step.Target);
    }

    private async Task<string> CreateAsync(
        StartStep step, IDockerClient docker, string name, IReadOnlyList<VolumeBinding> carriedOver, PlayTokens tokens)
    {
        var spec = context.Specs.Of(step.Target, context.Facts.ExternalPort);
        await new BuiltImageCheck(context).RequireAsync(step.Target, docker, tokens.Abort).ConfigureAwait(false);
        await new CopyVolumes(context).MakeAsync(step.Target, spec, docker, tokens.Abort).ConfigureAwait(false);
        var request = CreateRequests.For(spec, context.Environment, step.Target, context.Specs.HashOf(step.Target), carriedOver, context.Expires);
        var container = await SendAsync(step, docker, name, spec, request, tokens).ConfigureAwait(false);
        await JoinAsync(step, docker, container, spec, holdsData: carriedOver.Count > 0, tokens).ConfigureAwait(false);
        return container;
    }

    private static async Task<string> SendAsync(
        StartStep step, IDockerClient docker, string name, ContainerSpec spec, CreateContainerRequest request, PlayTokens tokens)
    {
        try
        {
            return (await docker.CreateContainerAsync(name, request, tokens.Abort).ConfigureAwait(false)).Id;
        }
        catch (DockerApiException exception) when (exception.Status == HttpStatusCode.Conflict)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.NameTaken,
                $"Ship {step.Ship.Name} has got a container named {spec.Name} meanwhile: {EngineTrouble.Sentence(exception.Message)} Run the play again.",
                step.Target.Location), exception);
        }
        catch (DockerApiException exception) when (IsNetworkMissing(exception))
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.NetworkMissing,
                $"Ship {step.Ship.Name} lacks a network that {spec.Name} is to be on: {EngineTrouble.Sentence(exception.Message)} Run the play again.",
                step.Target.Location), exception);
        }
        catch (DockerApiException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.ImageUnavailable,
                $"Ship {step.Ship.Name} cannot make {spec.Name} from {spec.Image}: {EngineTrouble.Sentence(exception.Message)}",
                step.Target.Location), exception);
        }
    }

    // A create call takes one network; the others are joined before the start, so that the container never runs without one of them.
    private static async Task JoinAsync(StartStep step, IDockerClient docker, string container, ContainerSpec spec, bool holdsData, PlayTokens tokens)
    {
        foreach (var attachment in spec.Networks.Skip(1))
        {
            try
            {
                await docker.ConnectNetworkAsync(attachment.Network, container, NetworkRequests.For(attachment, step.Target, spec), tokens.Abort).ConfigureAwait(false);
            }
            catch (DockerApiException exception)
            {
                await docker.RemoveContainerAsync(container, force: true, anonymousVolumes: !holdsData, tokens.Abort).ConfigureAwait(false);
                throw new StepFailedException(Diagnostic.Error(
                    IsNetworkMissing(exception) ? DiagnosticCodes.NetworkMissing : DiagnosticCodes.EngineError,
                    $"{spec.Name} cannot join the network '{attachment.Network}' on ship {step.Ship.Name}: {EngineTrouble.Sentence(exception.Message)}",
                    step.Target.Location), exception);
            }
        }
    }

    private Diagnostic DescribeStart(StartStep step, DockerApiException exception)
    {
        var said = EngineTrouble.Sentence(exception.Message);
        return IsPortTaken(exception.Message) && context.Specs.Ports is { } ports ? DescribeCopy(step, ports, said)
            : IsPortTaken(exception.Message)
            ? Diagnostic.Error(
                DiagnosticCodes.PortTaken,
                $"{step.Target.Name} cannot have its port on ship {step.Ship.Name}, something else has it: {said} Free the port or choose another one.",
                step.Target.Location)
            : IsNetworkMissing(exception) ? Diagnostic.Error(
                DiagnosticCodes.NetworkMissing,
                $"{step.Target.Name} cannot be started on ship {step.Ship.Name}: {said} {(step.Reuse ? "Its container was made for a network that is gone; start it without reuse." : "Run the play again.")}",
                step.Target.Location)
            : Diagnostic.Error(DiagnosticCodes.EngineError, $"{step.Target.Name} cannot be started on ship {step.Ship.Name}: {said}", step.Target.Location);
    }

    private Diagnostic DescribeCopy(StartStep step, CopyPorts ports, string said)
    {
        var told = ports.ToldOf(step.Target);
        var remedy = step.Reuse ? "Start it without reuse, and another port is chosen."
            : told.Count == 0 ? "Other ports were taken as well."
            : $"{string.Join(", ", told)} {(told.Count == 1 ? "has" : "have")} been told of it already. Take the copy down, and start it under another name.";
        return Diagnostic.Error(
            DiagnosticCodes.CopyPortTaken,
            $"{step.Target.Name} of the copy '{context.Environment.Run}' cannot have its port on ship {step.Ship.Name}, something else has got it: {said} {remedy}",
            step.Target.Location);
    }

    // Engine 28 says in front of it what it was about to do.
    private static bool IsNetworkMissing(DockerApiException exception)
        => exception.Status == HttpStatusCode.NotFound
            && (exception.Message.StartsWith("network ", StringComparison.Ordinal) || exception.Message.Contains(": network ", StringComparison.Ordinal));

    private static bool IsPortTaken(string message)
        => message.Contains("port is already allocated", StringComparison.OrdinalIgnoreCase)
            || message.Contains("address already in use", StringComparison.OrdinalIgnoreCase)
            || message.Contains("ports are not available", StringComparison.OrdinalIgnoreCase);
}
