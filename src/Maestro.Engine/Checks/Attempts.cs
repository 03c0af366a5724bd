namespace Maestro.Engine.Checks;

/// <summary>Tries a check until it passes or its time runs out.</summary>
internal sealed class Attempts(TimeProvider time)
{
    /// <summary>Tries at least once, however short the time.</summary>
    /// <returns>The last try, and how many there were.</returns>
    public async Task<AttemptsResult> RunAsync(ICheck check, TimeSpan maxWait, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (maxWait <= TimeSpan.Zero)
        {
            return new AttemptsResult(await check.ProbeAsync(cancellation).ConfigureAwait(false), 1, time.GetElapsedTime(started));
        }

        using var deadline = new CancellationTokenSource(maxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var last = ProbeResult.NotYet("no answer");
        var tries = 0;
        while (true)
        {
            try
            {
                tries++;
                last = await check.ProbeAsync(either.Token).ConfigureAwait(false);
                var waited = time.GetElapsedTime(started);
                if (last.Passed || deadline.IsCancellationRequested)
                {
                    return new AttemptsResult(last, tries, waited);
                }

                await Task.Delay(AdaptivePause.After(waited), time, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                return new AttemptsResult(last, tries, time.GetElapsedTime(started));
            }
        }
    }
}

/// <summary>How trying a check ended.</summary>
internal sealed record AttemptsResult(ProbeResult Last, int Tries, TimeSpan Waited);
