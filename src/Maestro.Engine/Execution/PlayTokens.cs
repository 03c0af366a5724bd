namespace Maestro.Engine.Execution;

/// <summary>How a play is cancelled: waits end at once, what is being done to a container gets some time to end.</summary>
internal sealed class PlayTokens : IDisposable
{
    /// <summary>How long a call that changes a container may go on after the play was cancelled.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _abort;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _grace;

    public PlayTokens(TimeSpan? timeout, TimeProvider time, CancellationToken cancellation)
    {
        _cancelled = cancellation;
        _deadline = timeout is { } limit ? new CancellationTokenSource(limit, time) : null;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _deadline?.Token ?? CancellationToken.None);
        _abort = new CancellationTokenSource();
        _grace = time.CreateTimer(_ => CancelQuietly(_abort), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = _stop.Token.Register(() => _grace.Change(Grace, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Ends waits, and keeps new steps from beginning.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The user's own part in <see cref="Stop"/>, without the deadline.</summary>
    public CancellationToken Cancelled => _cancelled;

    /// <summary>Ends calls that change a container, some time after <see cref="Stop"/>.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Whether the play ended because its own deadline passed.</summary>
    public bool IsTimedOut => _deadline is { IsCancellationRequested: true };

    public void Dispose()
    {
        _registration.Dispose();
        _grace.Dispose();
        _stop.Dispose();
        _abort.Dispose();
        _deadline?.Dispose();
    }

    private static void CancelQuietly(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The play ended while the timer fired.
        }
    }
}
