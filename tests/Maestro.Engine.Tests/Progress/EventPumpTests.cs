using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Progress;

public class EventPumpTests
{
    private const int Many = 10_000;

    [Fact]
    public async Task Delivers_everything_in_order_before_it_is_disposed_of()
    {
        var progress = new RecordingProgress();
        var pump = new EventPump(progress);
        for (var i = 0; i < Many; i++)
        {
            pump.Publish(Event(i));
        }

        await pump.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, Many), progress.Events.Cast<PlayStarted>().Select(e => e.Steps));
    }

    [Fact]
    public async Task Never_calls_the_listener_twice_at_a_time()
    {
        var inside = 0;
        var overlaps = 0;
        var progress = new RecordingProgress
        {
            OnEvent = _ =>
            {
                overlaps += Interlocked.Increment(ref inside) > 1 ? 1 : 0;
                Interlocked.Decrement(ref inside);
            },
        };
        var pump = new EventPump(progress);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, Many / 8).ToList().ForEach(i => pump.Publish(Event(i))))));
        await pump.DisposeAsync();

        Assert.Equal(0, overlaps);
        Assert.Equal(Many, progress.Events.Count);
    }

    [Fact]
    public async Task Waits_for_a_listener_that_is_slow()
    {
        using var gate = new ManualResetEventSlim();
        var progress = new RecordingProgress { OnEvent = _ => gate.Wait(TimeSpan.FromSeconds(20)) };
        var pump = new EventPump(progress);
        pump.Publish(Event(1));
        pump.Publish(Event(2));

        var disposal = pump.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        gate.Set();
        await disposal;

        Assert.Equal(2, progress.Events.Count);
    }

    [Fact]
    public async Task Without_a_listener_events_vanish()
    {
        var pump = new EventPump(null);
        pump.Publish(Event(1));

        await pump.DisposeAsync();
    }

    private static PlayStarted Event(int number)
        => new() { Time = DateTimeOffset.UnixEpoch, Play = PlayKind.Start, Environment = "demo", Steps = number, Instances = 0 };
}
