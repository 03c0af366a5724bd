using System.IO.Pipelines;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class CallWatchTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly EngineRequest Look = EngineRequest.Get("/containers/json");

    private readonly FakeTime _time = new();
    private readonly Pipe _engine = new();
    private Func<Task> _ping = () => Task.CompletedTask;
    private int _pings;

    [Fact]
    public void Gives_up_an_answer_that_is_due_at_once_when_no_byte_comes()
    {
        using var watch = Watch(Look, new EngineTimeouts { Idle = 5 * Second });
        watch.Expect();

        _time.Advance(4.9 * Second);
        Assert.Null(watch.Failure);
        _time.Advance(Second);

        Assert.True(watch.Token.IsCancellationRequested);
        Assert.Equal(ConnectionProblem.NoAnswer, watch.Failure?.Problem);
        Assert.Equal("The Docker engine at tcp://ship was silent for 5 s over GET /containers/json; does it hang? ('timeout: {idle: …}' says how long it may be.)", watch.Failure?.Message);
        Assert.Equal(0, _pings);
    }

    [Fact]
    public async Task Counts_anew_with_every_byte()
    {
        await using var stream = new WatchedStream(_engine.Reader.AsStream(), Watch(Look, new EngineTimeouts { Idle = 5 * Second }));
        for (var i = 0; i < 3; i++)
        {
            var reading = stream.ReadAsync(new byte[10]).AsTask();
            _time.Advance(4 * Second);
            await _engine.Writer.WriteAsync(new byte[1]);
            Assert.Equal(1, await reading);
        }

        var last = stream.ReadAsync(new byte[10]).AsTask();
        _time.Advance(6 * Second);

        var exception = await Assert.ThrowsAsync<IOException>(() => last);
        Assert.Equal(ConnectionProblem.NoAnswer, DockerConnectionException.In(exception)?.Problem);
    }

    [Fact]
    public async Task Does_not_count_while_nobody_reads()
    {
        await using var stream = new WatchedStream(_engine.Reader.AsStream(), Watch(Look, new EngineTimeouts { Idle = 5 * Second }));

        _time.Advance(60 * Second);
        await _engine.Writer.WriteAsync(new byte[1]);

        Assert.Equal(1, await stream.ReadAsync(new byte[10]));
    }

    [Fact]
    public void Does_not_count_while_a_connection_is_opened()
    {
        using var watch = Watch(Look, new EngineTimeouts { Idle = 5 * Second });
        watch.Expect();
        watch.BeginDialing();

        _time.Advance(60 * Second);
        Assert.Null(watch.Failure);
        watch.EndDialing();
        _time.Advance(6 * Second);

        Assert.NotNull(watch.Failure);
    }

    [Theory]
    [InlineData(nameof(CallPace.Working))]
    [InlineData(nameof(CallPace.Open))]
    public void Waits_for_an_engine_that_works_in_silence_as_long_as_it_answers_pings(string pace)
    {
        using var watch = Watch(Look with { Pace = Enum.Parse<CallPace>(pace) }, new EngineTimeouts { Idle = 5 * Second, Silence = 5 * Second });
        watch.Expect();

        _time.Advance(51 * Second);

        Assert.Null(watch.Failure);
        Assert.Equal(10, _pings);
    }

    [Fact]
    public void Gives_up_an_engine_that_works_in_silence_and_does_not_answer_a_ping()
    {
        _ping = () => Task.FromException(new DockerConnectionException(ConnectionProblem.Refused, "Nobody is there."));
        using var watch = Watch(EngineRequest.Post("/containers/a/start") with { Pace = CallPace.Working }, new EngineTimeouts { Silence = 30 * Second });
        watch.Expect();

        _time.Advance(31 * Second);

        Assert.Equal(ConnectionProblem.Refused, watch.Failure?.Problem);
        Assert.Equal("Nobody is there. (It was asked after 30 s of silence over POST /containers/a/start.)", watch.Failure?.Message);
    }

    [Fact]
    public async Task Goes_on_when_a_byte_comes_while_a_ping_is_not_answered()
    {
        var pong = new TaskCompletionSource();
        _ping = () => pong.Task;
        await using var stream = new WatchedStream(_engine.Reader.AsStream(), Watch(Look with { Pace = CallPace.Open }, new EngineTimeouts { Silence = 5 * Second }));
        var reading = stream.ReadAsync(new byte[10]).AsTask();
        _time.Advance(6 * Second);
        await _engine.Writer.WriteAsync(new byte[1]);
        Assert.Equal(1, await reading);
        var next = stream.ReadAsync(new byte[10]).AsTask();

        pong.SetException(new DockerConnectionException(ConnectionProblem.NoAnswer, "Late."));
        await _engine.Writer.WriteAsync(new byte[1]);

        Assert.Equal(1, await next);
    }

    [Fact]
    public void Asks_an_engine_once_for_all_who_wait()
    {
        var pong = new TaskCompletionSource();
        _ping = () => pong.Task;
        var pulse = PulseOf();
        using var first = new CallWatch(Look, new EngineTimeouts { Silence = 5 * Second }, pulse, "tcp://ship", _time);
        using var second = new CallWatch(Look, new EngineTimeouts { Silence = 5 * Second }, pulse, "tcp://ship", _time);
        first.Expect();
        second.Expect();

        _time.Advance(6 * Second);

        Assert.Equal(1, _pings);
    }

    [Theory]
    [InlineData(nameof(CallPace.Prompt), 0, 60)]
    [InlineData(nameof(CallPace.Working), 0, 60)]
    [InlineData(nameof(CallPace.Working), 10, 70)]
    public void Gives_up_what_takes_too_long_altogether(string pace, int extra, int total)
    {
        using var watch = Watch(Look with { Pace = Enum.Parse<CallPace>(pace), Extra = extra * Second }, new EngineTimeouts { Total = 60 * Second, Silence = 5 * Second });
        watch.Expect();

        _time.Advance((total - 1) * Second);
        Assert.Null(watch.Failure);
        _time.Advance(2 * Second);

        Assert.Equal(ConnectionProblem.NoAnswer, watch.Failure?.Problem);
        Assert.Contains($"has not answered GET /containers/json within {total} s", watch.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_a_stream_last()
    {
        using var watch = Watch(Look with { Pace = CallPace.Open }, new EngineTimeouts { Total = 60 * Second });
        watch.Expect();

        _time.Advance(3600 * Second);

        Assert.Null(watch.Failure);
    }

    [Fact]
    public void Has_no_limits_but_that_of_a_ping_unless_it_is_given_some()
    {
        using var look = Watch(Look, EngineTimeouts.None);
        using var ping = Watch(Look with { Pace = CallPace.Ping }, EngineTimeouts.None);
        look.Expect();
        ping.Expect();

        _time.Advance(31 * Second);

        Assert.Null(look.Failure);
        Assert.Contains("did not answer a ping within 30 s", ping.Failure?.Message, StringComparison.Ordinal);
    }

    private CallWatch Watch(EngineRequest request, EngineTimeouts timeouts) => new(request, timeouts, PulseOf(), "tcp://ship", _time);

    private Pulse PulseOf() => new(() =>
    {
        _pings++;
        return _ping();
    });
}
