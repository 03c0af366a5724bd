namespace Maestro.Testing;

/// <summary>A clock on which a second lasts ten milliseconds, for what goes over real connections.</summary>
public sealed class HastyTime : TimeProvider
{
    private const int Haste = 100;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => new HastyTimer(base.CreateTimer(callback, state, Shortened(dueTime), Shortened(period)));

    private static TimeSpan Shortened(TimeSpan time) => time > TimeSpan.Zero ? time / Haste : time;

    private sealed class HastyTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Shortened(dueTime), Shortened(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
