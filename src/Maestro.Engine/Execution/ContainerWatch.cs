using System.Collections.Concurrent;
using System.Threading.Channels;
using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>Follows what happens to the containers of one ship, through one event stream however many wait.</summary>
/// <remarks>
/// Events can be lost while a broken stream is opened again. Everybody who waits is then told to look again, as after an event.
/// </remarks>
internal sealed class ContainerWatch(IDockerClient docker, TimeProvider time, IReadOnlyList<string>? actions = null) : IAsyncDisposable
{
    private const string NameAttribute = "name";
    private static readonly string[] DefaultActions = ["start", "die", "oom", "destroy", "health_status"];
    private static readonly TimeSpan PauseBeforeReopening = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Subscription, bool>> _subscriptions = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _opening = new(1);
    private Task? _reading;

    /// <summary>Subscribes to what happens from now on to a container, by its id, or to all that have a name, one after the other.</summary>
    public async Task<Subscription> SubscribeAsync(string container, CancellationToken cancellation)
    {
        var subscription = new Subscription(this, container);
        _subscriptions.GetOrAdd(container, _ => new()).TryAdd(subscription, true);
        try
        {
            await EnsureOpenAsync(cancellation).ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        if (_reading is not null)
        {
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _end.Dispose();
        _opening.Dispose();
    }

    private async Task EnsureOpenAsync(CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_reading is null)
            {
                var stream = await docker.WatchContainersAsync(actions ?? DefaultActions, since: null, cancellation).ConfigureAwait(false);
                _reading = ReadAsync(stream);
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task ReadAsync(ContainerEventStream first)
    {
        try
        {
            for (var stream = first; ; stream = await ReopenAsync().ConfigureAwait(false))
            {
                await FollowAsync(stream).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The play is over.
        }
    }

    private async Task FollowAsync(ContainerEventStream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                await foreach (var happened in stream.ReadAllAsync(_end.Token).ConfigureAwait(false))
                {
                    Tell(happened.Container, happened.Action, happened.Time);
                    if (happened.Attributes.TryGetValue(NameAttribute, out var name))
                    {
                        Tell(name, happened.Action, happened.Time);
                    }
                }
            }
            catch (DockerConnectionException exception)
            {
                // The stream broke. Those who wait look again once it stands anew; but an engine that hangs may never let it, and whoever looks finds out.
                if (exception.Problem == ConnectionProblem.NoAnswer)
                {
                    TellAll();
                }
            }
        }
    }

    private async Task<ContainerEventStream> ReopenAsync()
    {
        while (true)
        {
            await Task.Delay(PauseBeforeReopening, time, _end.Token).ConfigureAwait(false);
            try
            {
                var stream = await docker.WatchContainersAsync(actions ?? DefaultActions, since: null, _end.Token).ConfigureAwait(false);
                TellAll();
                return stream;
            }
            catch (Exception exception) when (exception is DockerConnectionException or DockerApiException)
            {
                // Still away: the next turn tries once more, and those who wait have their deadlines.
            }
        }
    }

    private void Tell(string container, string action, DateTimeOffset time)
    {
        foreach (var subscription in _subscriptions.TryGetValue(container, out var subscriptions) ? subscriptions.Keys : [])
        {
            subscription.Add(action, time);
        }
    }

    private void TellAll()
    {
        foreach (var container in _subscriptions.Keys)
        {
            Tell(container, Subscription.LookAgain, time.GetUtcNow());
        }
    }

    /// <summary>What happens to one container, for one reader.</summary>
    internal sealed class Subscription(ContainerWatch watch, string container) : IDisposable
    {
        /// <summary>Stands for events that may have been lost.</summary>
        public const string LookAgain = "look-again";

        private readonly Channel<(string Action, DateTimeOffset Time)> _events = Channel.CreateUnbounded<(string, DateTimeOffset)>();

        /// <summary>Waits for the next event and gives its action, such as "die" or "health_status: healthy".</summary>
        public async ValueTask<string> NextAsync(CancellationToken cancellation) => (await NextEventAsync(cancellation).ConfigureAwait(false)).Action;

        /// <summary>Waits for the next event and gives its action, and when it happened by the engine's clock.</summary>
        public ValueTask<(string Action, DateTimeOffset Time)> NextEventAsync(CancellationToken cancellation) => _events.Reader.ReadAsync(cancellation);

        public void Add(string action, DateTimeOffset time) => _events.Writer.TryWrite((action, time));

        public void Dispose()
        {
            if (watch._subscriptions.TryGetValue(container, out var subscriptions))
            {
                subscriptions.TryRemove(this, out _);
            }
        }
    }
}
