using System.Threading.Channels;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Follows the log of one instance, over restarts of its container and from one container to the next.</summary>
/// <remarks>
/// A container that ended by itself and is not brought back by Docker is over; one that was stopped or removed by somebody may come back and is
/// waited for. Events alone tell the two apart: a container is stopped by a "kill" before its "die".
/// </remarks>
internal sealed class LogFollower(
    MaestroEnvironment environment,
    Instance instance,
    ShipConnection connection,
    ContainerWatch watch,
    LogsOptions options,
    ChannelWriter<LogEntry> output,
    LiveCount live,
    bool isLive,
    TimeProvider time)
{
    /// <summary>The events that it wants to hear of.</summary>
    public static readonly IReadOnlyList<string> Actions = ["start", "kill", "die", "destroy"];

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EventsComeWithin = TimeSpan.FromSeconds(1);
    private LogPosition _position = LogPosition.Beginning;
    private bool _isLive = isLive;
    private bool _toldTrouble;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var events = await watch.SubscribeAsync(instance.ContainerName, cancellation).ConfigureAwait(false);
                await FollowAsync(events, cancellation).ConfigureAwait(false);
            }
            catch (DockerConnectionException exception)
            {
                await TellTroubleAsync(EngineTrouble.Describe(connection.Ship, exception), cancellation).ConfigureAwait(false);
                await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
            }
            catch (DockerApiException exception)
            {
                await output.WriteAsync(new LogNotice(EngineTrouble.DescribeLog(instance, exception)), cancellation).ConfigureAwait(false);
                Count(asLive: false);
                return;
            }
        }
    }

    private async Task FollowAsync(ContainerWatch.Subscription events, CancellationToken cancellation)
    {
        while (true)
        {
            var container = await connection.Docker.InspectContainerAsync(instance.ContainerName, cancellation).ConfigureAwait(false);
            if (container is null || !OwnContainer.BelongsTo(container, environment))
            {
                await WaitForStartAsync(events, cancellation).ConfigureAwait(false);
                Count(asLive: true);
                continue;
            }

            await ReadAsync(container, cancellation).ConfigureAwait(false);
            var after = await connection.Docker.InspectContainerAsync(container.Id, cancellation).ConfigureAwait(false);
            if (after?.IsRunning == true && after.StartedAt == container.StartedAt)
            {
                await Task.Delay(Pause, time, cancellation).ConfigureAwait(false); // the engine ended the stream, not the container
            }
            else if (after is { IsRunning: false })
            {
                await WaitAsync(container, after, events, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(ContainerDetails container, CancellationToken cancellation)
    {
        _position = _position.In(container.Id);
        var log = new InstanceLog(instance, container.Id, connection, new LogQuery
        {
            Tail = _position.IsBeginning ? options.Tail : null,
            Since = _position.Time ?? options.Since,
            Follow = true,
            Timestamps = true,
        });
        await foreach (var line in log.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (_position.Passes(line))
            {
                await output.WriteAsync(
                    new LogLine { Instance = instance.Name, Time = line.Time, IsError = line.Source == LogSource.Error, Text = line.Text }, cancellation).ConfigureAwait(false);
            }
        }

        _toldTrouble = false;
    }

    private async Task WaitAsync(ContainerDetails read, ContainerDetails after, ContainerWatch.Subscription events, CancellationToken cancellation)
    {
        if (after.State == "restarting" || await WasStoppedAsync(read, events, cancellation).ConfigureAwait(false))
        {
            if (after.State != "restarting")
            {
                await output.WriteAsync(
                    new LogNotice(Diagnostic.Warning(DiagnosticCodes.NoContainer, $"{instance.Name} was stopped; its log goes on when it starts again.")), cancellation).ConfigureAwait(false);
            }

            await WaitForStartAsync(events, cancellation).ConfigureAwait(false);
            return;
        }

        Count(asLive: false);
        await WaitForStartAsync(events, cancellation).ConfigureAwait(false);
        Count(asLive: true);
    }

    private void Count(bool asLive)
    {
        if (asLive != _isLive)
        {
            _isLive = asLive;
            live.Change(asLive ? 1 : -1);
        }
    }

    // Who asks late gets the events late: what came before the run that was read says nothing about its end.
    private async Task<bool> WasStoppedAsync(ContainerDetails read, ContainerWatch.Subscription events, CancellationToken cancellation)
    {
        if (!read.IsRunning)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(EventsComeWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var killed = false;
        try
        {
            while (true)
            {
                var (action, moment) = await events.NextEventAsync(either.Token).ConfigureAwait(false);
                if (moment < read.StartedAt)
                {
                    continue;
                }

                killed |= action is "kill" or "destroy";
                if (action is "die")
                {
                    return killed;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return killed;
        }
    }

    private static async Task WaitForStartAsync(ContainerWatch.Subscription events, CancellationToken cancellation)
    {
        while (await events.NextAsync(cancellation).ConfigureAwait(false) is not ("start" or ContainerWatch.Subscription.LookAgain))
        {
            // What else happens to a container that does not run makes it write nothing.
        }
    }

    private async Task TellTroubleAsync(Diagnostic trouble, CancellationToken cancellation)
    {
        if (!_toldTrouble)
        {
            _toldTrouble = true;
            var warning = Diagnostic.Warning(trouble.Code, $"{trouble.Message} Trying again until it answers.", trouble.Location);
            await output.WriteAsync(new LogNotice(warning), cancellation).ConfigureAwait(false);
        }
    }
}
