using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>Watches a container while it is checked, and sees when it has ended for good.</summary>
internal sealed class ContainerVigil : IAsyncDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly ContainerWatch.Subscription _events;
    private readonly InstanceProbe _probe;
    private readonly Action<int> _cameBack;

    private ContainerVigil(ContainerWatch.Subscription events, InstanceProbe probe, ContainerDetails? found, Action<int> cameBack, CancellationToken cancellation)
    {
        (_events, _probe, _cameBack) = (events, probe, cameBack);
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        End = WatchAsync(found);
    }

    /// <summary>The container as it was found when it had ended for good; null when it is gone.</summary>
    public Task<ContainerDetails?> End { get; }

    /// <summary>Begins to watch; sees an end that came before as well.</summary>
    /// <param name="connection">The ship.</param>
    /// <param name="container">Id or name of the container.</param>
    /// <param name="probe">Looks at it.</param>
    /// <param name="cameBack">Told each time its restart policy has brought it back, with the number of restarts.</param>
    public static async Task<ContainerVigil> BeginAsync(
        ShipConnection connection, string container, InstanceProbe probe, Action<int> cameBack, CancellationToken cancellation)
    {
        var events = await connection.Watch.SubscribeAsync(container, cancellation).ConfigureAwait(false);
        try
        {
            var found = await probe.LookAsync(cancellation).ConfigureAwait(false);
            return probe.Vigil = new ContainerVigil(events, probe, found, cameBack, cancellation);
        }
        catch
        {
            events.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await ((Task)End).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _events.Dispose();
        _over.Dispose();
    }

    private async Task<ContainerDetails?> WatchAsync(ContainerDetails? details)
    {
        var restarts = details?.RestartCount ?? 0;
        while (details is not null && !ContainerDeath.IsFinal(details))
        {
            if (details.IsRunning && details.RestartCount > restarts)
            {
                restarts = details.RestartCount;
                _cameBack(restarts);
            }

            await _events.NextAsync(_over.Token).ConfigureAwait(false);
            _probe.Forget();
            details = await _probe.LookAsync(_over.Token).ConfigureAwait(false);
        }

        return details;
    }
}
