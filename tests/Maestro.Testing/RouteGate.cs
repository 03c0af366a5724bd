namespace Maestro.Testing;

/// <summary>Holds calls back until the test lets them go. Disposing lets them go as well.</summary>
public sealed class RouteGate : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first call waits here.</summary>
    public Task Reached => _reached.Task.WaitAsync(FakeDocker.Patience);

    public void Release() => _open.TrySetResult();

    public void Dispose() => Release();

    internal Task PassAsync(CancellationToken cancellation)
    {
        _reached.TrySetResult();
        return _open.Task.WaitAsync(cancellation);
    }
}
