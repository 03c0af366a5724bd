using System.Globalization;

namespace Maestro.Engine.Docker;

/// <summary>Watches over the time that one call takes, and gives it up when the engine does not answer.</summary>
/// <remarks>
/// Where an engine works in silence, or has nothing to tell, no time without a byte says that it hangs: then it is pinged, and what counts is that answer.
/// </remarks>
internal sealed class CallWatch : IDisposable
{
    private readonly EngineRequest _request;
    private readonly string _address;
    private readonly TimeSpan? _limit;
    private readonly bool _asks;
    private readonly Pulse _pulse;
    private readonly CancellationTokenSource _givingUp = new();
    private readonly ITimer? _silence;
    private readonly ITimer? _total;
    private readonly Lock _gate = new();
    private long _heard;
    private bool _isWaiting;
    private bool _isDialing;
    private bool _isOver;

    public CallWatch(EngineRequest request, EngineTimeouts timeouts, Pulse pulse, string address, TimeProvider time)
    {
        (_request, _pulse, _address) = (request, pulse, address);
        (_limit, _asks) = request.Pace switch
        {
            CallPace.Ping => (timeouts.Ping, false),
            CallPace.Prompt when timeouts.Idle is not null => (timeouts.Idle, false),
            _ => (timeouts.Silence, true),
        };
        _silence = _limit is null ? null : time.CreateTimer(_ => OnSilence(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (timeouts.Total is { } total && request.Pace != CallPace.Open)
        {
            _total = time.CreateTimer(_ => Fail(TookTooLong(total + request.Extra)), null, total + request.Extra, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Cancelled when the call is given up.</summary>
    public CancellationToken Token => _givingUp.Token;

    /// <summary>Why the call was given up; null while it is not.</summary>
    public DockerConnectionException? Failure { get; private set; }

    /// <summary>From now on the engine is expected to say something.</summary>
    public void Expect() => Set(isWaiting: true, _isDialing);

    /// <summary>The engine has said something, or need not for the time being.</summary>
    public void Rest() => Set(isWaiting: false, _isDialing);

    /// <summary>A connection is being opened, which has a time-out of its own.</summary>
    public void BeginDialing() => Set(_isWaiting, isDialing: true);

    /// <summary>It is there, or not to be had.</summary>
    public void EndDialing() => Set(_isWaiting, isDialing: false);

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _silence?.Dispose();
        _total?.Dispose();
        _givingUp.Dispose();
    }

    private void Set(bool isWaiting, bool isDialing)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _heard++;
            (_isWaiting, _isDialing) = (isWaiting, isDialing);
            _silence?.Change(isWaiting && !isDialing ? _limit!.Value : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnSilence()
    {
        if (!_asks)
        {
            Fail(NoAnswer());
            return;
        }

        _ = AskAsync();
    }

    private async Task AskAsync()
    {
        var heard = Interlocked.Read(ref _heard);
        DockerConnectionException? trouble = null;
        try
        {
            await _pulse.BeatAsync().ConfigureAwait(false);
        }
        catch (DockerConnectionException exception)
        {
            trouble = exception;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return; // the client is closed
        }

        lock (_gate)
        {
            if (_isOver || !_isWaiting || _isDialing)
            {
                return;
            }

            if (trouble is null || heard != _heard)
            {
                _silence!.Change(_limit!.Value, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Fail(new DockerConnectionException(trouble.Problem, $"{trouble.Message} (It was asked after {Seconds(_limit!.Value)} of silence over {_request}.)", trouble));
    }

    private void Fail(DockerConnectionException failure)
    {
        lock (_gate)
        {
            if (_isOver || Failure is not null)
            {
                return;
            }

            Failure = failure;
        }

        try
        {
            _givingUp.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the answer has come after all
        }
    }

    private DockerConnectionException NoAnswer() => new(
        ConnectionProblem.NoAnswer,
        _request.Pace == CallPace.Ping
            ? $"The Docker engine at {_address} did not answer a ping within {Seconds(_limit!.Value)}; does it or its machine hang, or is the way to it cut?"
            : $"The Docker engine at {_address} was silent for {Seconds(_limit!.Value)} over {_request}; does it hang? ('timeout: {{idle: …}}' says how long it may be.)");

    private DockerConnectionException TookTooLong(TimeSpan total) => new(
        ConnectionProblem.NoAnswer,
        $"The Docker engine at {_address} has not answered {_request} within {Seconds(total)}; does it hang? ('timeout: {{total: …}}' says how long it may take.)");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
