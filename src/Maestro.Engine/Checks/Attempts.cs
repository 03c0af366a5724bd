namespace Maestro.Engine.Checks;

/// <summary>Tries a check until it passes, and goes on passing as long as it must, or until time or tries run out.</summary>
internal sealed class Attempts(TimeProvider time)
{
    /// <summary>Tries at least once, however short the time.</summary>
    /// <returns>The last try, and how many there were.</returns>
    public async Task<AttemptsResult> RunAsync(ICheck check, Pace pace, CancellationToken cancellation)
    {
        var run = new Run(check, pace, time);
        if (pace.MaxWait <= TimeSpan.Zero)
        {
            await run.TryAsync(cancellation).ConfigureAwait(false);
            return run.Result(timedOut: true);
        }

        using var deadline = new CancellationTokenSource(pace.MaxWait ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            while (!await run.TryAsync(either.Token).ConfigureAwait(false))
            {
                if (deadline.IsCancellationRequested)
                {
                    return run.Result(timedOut: true);
                }

                await Task.Delay(run.Pause, time, either.Token).ConfigureAwait(false);
            }

            return run.Result(timedOut: false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return run.Result(timedOut: true);
        }
    }

    private sealed class Run(ICheck check, Pace pace, TimeProvider time)
    {
        private readonly long _started = time.GetTimestamp();
        private ProbeResult _last = ProbeResult.NotYet("no answer");
        private long? _passingSince;
        private int _tries;
        private int _failures;
        private bool _isTrying;

        /// <summary>How long to pause before the next try; not beyond the end of the time for which the check must go on passing.</summary>
        public TimeSpan Pause
        {
            get
            {
                var pause = pace.PauseAfter(time.GetElapsedTime(_started));
                var left = _passingSince is { } since ? pace.StableFor - time.GetElapsedTime(since) : pause;
                return left > TimeSpan.Zero && left < pause ? left : pause;
            }
        }

        /// <returns>Whether there is nothing left to try.</returns>
        public async Task<bool> TryAsync(CancellationToken cancellation)
        {
            _tries++;
            _isTrying = true;
            _last = await check.ProbeAsync(cancellation).ConfigureAwait(false);
            _isTrying = false;
            if (!_last.Passed)
            {
                _failures++;
                _passingSince = null;
                return _last.IsHopeless || _failures >= pace.MostFailures;
            }

            _passingSince ??= time.GetTimestamp();
            return time.GetElapsedTime(_passingSince.Value) >= pace.StableFor;
        }

        public AttemptsResult Result(bool timedOut)
        {
            var last = Last(timedOut);
            return new AttemptsResult(last, _tries, time.GetElapsedTime(_started), timedOut && !last.Passed);
        }

        private ProbeResult Last(bool timedOut) => timedOut switch
        {
            true when _isTrying && check.FoundSoFar is { } found => ProbeResult.NotYet(found),
            true when _last.Passed && pace.StableFor > TimeSpan.Zero => ProbeResult.NotYet("it passes, though not yet for as long as it must"),
            _ => _last,
        };
    }
}
