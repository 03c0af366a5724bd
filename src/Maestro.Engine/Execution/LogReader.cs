using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Reads the logs of many instances on many ships as one: by the engines' timestamps, or as lines come where they are followed.</summary>
internal sealed class LogReader(MaestroEnvironment environment, LogsOptions options, Func<Ship, IDockerClient> connect, TimeProvider time)
{
    /// <summary>Lines that may wait for a slow reader.</summary>
    private const int Waiting = 1000;

    public async IAsyncEnumerable<LogEntry> ReadAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var connections = new ShipConnections(connect, time);
        await using (connections.ConfigureAwait(false))
        {
            var sources = await LogSources.FindAsync(environment, selection, connections, cancellation).ConfigureAwait(false);
            foreach (var notice in sources.Notices)
            {
                yield return new LogNotice(notice);
            }

            foreach (var (instance, _) in options.Follow ? [] : sources.WithContainer)
            {
                yield return new LogBeginning(instance.Name);
            }

            var entries = options.Follow
                ? FollowAsync(sources, connections, cancellation)
                : new LogMerge([.. sources.WithContainer.Select(s => Once(s.Instance, s.Container, connections))]).ReadAsync(cancellation);
            await foreach (var entry in entries.ConfigureAwait(false))
            {
                yield return entry;
            }
        }
    }

    private InstanceLog Once(Instance instance, ObservedContainer container, ShipConnections connections)
        => new(instance, container.Id, connections.To(environment.Ship(instance.Ship)), new LogQuery { Tail = options.Tail, Since = options.Since, Timestamps = true });

    private async IAsyncEnumerable<LogEntry> FollowAsync(LogSources sources, ShipConnections connections, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (sources.WithContainer.Count == 0)
        {
            yield break;
        }

        var lines = Channel.CreateBounded<LogEntry>(Waiting);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var following = FollowAllAsync(sources, connections, lines.Writer, over);
        try
        {
            await foreach (var entry in lines.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return entry;
            }

            await following.ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAllAsync(LogSources sources, ShipConnections connections, ChannelWriter<LogEntry> lines, CancellationTokenSource over)
    {
        List<(Instance Instance, bool IsLive)> instances = [.. sources.WithContainer.Select(s => (s.Instance, true)), .. sources.Waiting.Select(i => (i, false))];
        var watches = instances.Select(i => i.Instance.Ship).Distinct(StringComparer.Ordinal)
            .ToDictionary(s => s, s => new ContainerWatch(connections.To(environment.Ship(s)).Docker, time, LogFollower.Actions), StringComparer.Ordinal);
        var live = new LiveCount(sources.WithContainer.Count, over);
        try
        {
            await Task.WhenAll(instances.Select(i => new LogFollower(
                environment, i.Instance, connections.To(environment.Ship(i.Instance.Ship)), watches[i.Instance.Ship], options, lines, live, i.IsLive, time).RunAsync(over.Token))).ConfigureAwait(false);
            lines.Complete();
        }
        catch (OperationCanceledException) when (live.IsOver)
        {
            lines.Complete();
        }
        catch (Exception exception)
        {
            lines.Complete(exception);
            throw;
        }
        finally
        {
            foreach (var watch in watches.Values)
            {
                await watch.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
