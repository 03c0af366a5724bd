using Maestro.Engine.Checks;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Adds to a status what the list of containers does not tell: images, moments, and whether ports really answer.</summary>
internal sealed class FullStatus(PlayContext context)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(1);

    public async Task<PlayResult> CompleteAsync(PlayResult result, CancellationToken cancellation)
    {
        var instances = result.Instances.ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, instances.Length), options, async (i, token) =>
            instances[i] = await CompleteAsync(instances[i], token).ConfigureAwait(false)).ConfigureAwait(false);
        var states = instances.SelectMany(i => i.Ports.Select(p => ((i.Name, p.Name), p.State))).ToDictionary(p => p.Item1, p => p.State);
        return result with
        {
            Instances = instances,
            Endpoints = [.. result.Endpoints.Select(e => e with { State = states.GetValueOrDefault((e.Instance, e.PortName)) })],
        };
    }

    private async Task<InstanceResult> CompleteAsync(InstanceResult result, CancellationToken cancellation)
    {
        var instance = context.Environment.Instance(result.Name);
        var connection = context.Connections.To(context.Environment.Ship(instance.Ship));
        var probe = new InstanceProbe(instance, context, connection);
        ContainerDetails? details = null;
        if (result.ContainerId.Length > 0)
        {
            try
            {
                details = await probe.LookAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DockerConnectionException or DockerApiException)
            {
                return result; // it answered a moment ago; what it said then still stands
            }
        }

        var ports = await Task.WhenAll(instance.Ports.Select(async p => new PortResult(
            p.Name, context.Facts.ExternalPort(instance, p), p.Protocol, await StateAsync(result, details, p, probe, cancellation).ConfigureAwait(false)))).ConfigureAwait(false);
        return result with
        {
            ImageId = details?.ImageId ?? string.Empty,
            StartedAt = details is { IsRunning: true } ? details.StartedAt : null,
            FinishedAt = details is { IsRunning: false } ? details.FinishedAt : null,
            Ports = ports,
        };
    }

    private async Task<PortState> StateAsync(
        InstanceResult result, ContainerDetails? details, PortMapping port, InstanceProbe probe, CancellationToken cancellation)
    {
        if (result.Status == "unknown")
        {
            return PortState.Unknown;
        }

        if (details?.State != "running")
        {
            return PortState.Down;
        }

        return port.Protocol == "tcp" ? await ProbeAsync(port, probe, cancellation).ConfigureAwait(false) : PortState.Unknown;
    }

    private async Task<PortState> ProbeAsync(PortMapping port, InstanceProbe probe, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ProbeLimit);
        try
        {
            var check = new CheckFactory(context.Time).Create(new TcpCheckSpec(port.Name), probe);
            return (await check.ProbeAsync(limit.Token).ConfigureAwait(false)).Passed ? PortState.Up : PortState.Down;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PortState.Down;
        }
    }
}
