using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

public sealed class SshPatienceTests
{
    private readonly FakeTime _time = new();
    private readonly SshPatience _patience;

    public SshPatienceTests() => _patience = new SshPatience(_time);

    [Fact]
    public void Waits_longer_after_each_failure_up_to_half_a_minute()
    {
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            _patience.Failed(SshRemedy.TryLater);
            _time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
            Assert.False(_patience.IsOver);
            _time.Advance(TimeSpan.FromSeconds(0.1));
            Assert.True(_patience.IsOver);
        }
    }

    [Fact]
    public void Never_tries_again_what_somebody_has_to_mend()
    {
        _patience.Failed(SshRemedy.GiveUp);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(_patience.IsOver);
    }

    [Fact]
    public void Opens_a_tunnel_that_breaks_again_at_once()
    {
        _patience.Opened();
        _patience.Broke();

        Assert.True(_patience.IsOver);
    }

    [Fact]
    public void Opens_a_tunnel_that_breaks_again_and_again_ever_more_seldom()
    {
        Break(after: TimeSpan.Zero);
        Break(after: TimeSpan.Zero);
        Assert.False(_patience.IsOver);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_patience.IsOver);

        Break(after: TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(_patience.IsOver);
    }

    [Fact]
    public void Forgets_what_was_before_a_tunnel_that_has_lasted()
    {
        Break(after: TimeSpan.Zero);
        Break(after: TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(2));

        Break(after: TimeSpan.FromMinutes(1));

        Assert.True(_patience.IsOver);
    }

    private void Break(TimeSpan after)
    {
        _patience.Opened();
        _time.Advance(after);
        _patience.Broke();
    }
}
