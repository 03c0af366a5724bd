namespace Maestro.Engine.Execution;

/// <summary>Keeps instances apart in time: none is begun until a while after the last one began or was done.</summary>
internal sealed class StepPace(TimeSpan delay, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _door = new(1);
    private readonly Lock _lock = new();
    private long? _last;

    public async Task WaitAsync(CancellationToken cancellation)
    {
        await _door.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while (Remaining() is { } remaining && remaining > TimeSpan.Zero)
            {
                await Task.Delay(remaining, time, cancellation).ConfigureAwait(false);
            }

            Note();
        }
        finally
        {
            _door.Release();
        }
    }

    /// <summary>Something began or was done.</summary>
    public void Note()
    {
        lock (_lock)
        {
            _last = time.GetTimestamp();
        }
    }

    public void Dispose() => _door.Dispose();

    private TimeSpan? Remaining()
    {
        lock (_lock)
        {
            return _last is { } last ? delay - time.GetElapsedTime(last) : null;
        }
    }
}
