using System.Threading.Channels;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>Tells one auditor, one entry at a time and out of the play's way; tries again what fails, within limits.</summary>
internal sealed class AuditQueue : IAsyncDisposable
{
    /// <summary>So many may wait; beyond that, entries about single containers that went well are left out.</summary>
    internal const int MostWaiting = 1000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Channel<AuditEntry> _channel = Channel.CreateUnbounded<AuditEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly AuditorSpec _spec;
    private readonly IAuditor _auditor;
    private readonly TimeProvider _time;
    private readonly Task _delivery;
    private bool _isInTrouble;
    private int _waiting;
    private int _told;
    private int _lost;
    private string? _reason;

    public AuditQueue(AuditorSpec spec, IAuditor auditor, TimeProvider time)
    {
        (_spec, _auditor, _time) = (spec, auditor, time);
        _delivery = Task.Run(DeliverAllAsync);
    }

    public void Tell(AuditEntry entry)
    {
        if ((_spec.Events & entry.Event) == 0 || entry.Level > _spec.Level)
        {
            return;
        }

        if (entry.Level == AuditLevel.Debug && Volatile.Read(ref _waiting) >= MostWaiting)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        Interlocked.Increment(ref _waiting);
        _channel.Writer.TryWrite(entry);
    }

    /// <summary>Waits until everything is told, but no longer than the auditor's deadline.</summary>
    /// <returns>Null, or what was not told and why.</returns>
    public async Task<Diagnostic?> CloseAsync()
    {
        _channel.Writer.TryComplete();
        using var deadline = new CancellationTokenSource(_spec.MaxWait, _time);
        using (deadline.Token.Register(_stop.Cancel))
        {
            try
            {
                await _delivery.WaitAsync(_spec.MaxWait + Grace, _time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // It hangs where nothing can be cancelled, such as in a file of a server that is gone.
                _reason = "it hangs";
                Interlocked.Add(ref _lost, _waiting);
            }
        }

        return _lost == 0 ? null : Describe();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_delivery, Task.Delay(Grace, _time)).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task DeliverAllAsync()
    {
        await foreach (var entry in _channel.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await DeliverAsync(entry).ConfigureAwait(false);
            Interlocked.Decrement(ref _waiting);
        }
    }

    // Whatever goes wrong here is the auditor's own trouble, never the play's.
    private async Task DeliverAsync(AuditEntry entry)
    {
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            await TryAsync(entry).ConfigureAwait(false);
            _isInTrouble = false;
            _told++;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Lose($"it did not answer within {_spec.MaxWait.TotalSeconds:0.###} s after the play");
        }
        catch (Exception exception)
        {
            _isInTrouble = true;
            _reason = exception.Message;
            Lose(exception.Message);
        }
    }

    // Who did not answer for the whole deadline gets one try for each further entry, until one arrives.
    private async Task TryAsync(AuditEntry entry)
    {
        var started = _time.GetTimestamp();
        for (var pause = FirstPause; ; pause *= 2)
        {
            try
            {
                await _auditor.TellAsync(entry, _stop.Token).ConfigureAwait(false);
                return;
            }
            catch (AuditFailure failure) when (failure.IsPassing && !_isInTrouble && _time.GetElapsedTime(started) + (failure.RetryAfter ?? pause) < _spec.MaxWait)
            {
                _reason = failure.Message;
                await Task.Delay(failure.RetryAfter ?? pause, _time, _stop.Token).ConfigureAwait(false);
            }
        }
    }

    private void Lose(string reason)
    {
        _reason ??= reason;
        Interlocked.Increment(ref _lost);
    }

    private Diagnostic Describe()
    {
        var events = _told == 0 ? "of anything" : $"of {_lost} of {_told + _lost} events";
        var message = $"The auditor '{_spec.Description}' was not told {events}: {_reason ?? "there were more than it could take"}.";
        return _spec.Required
            ? Diagnostic.Error(DiagnosticCodes.AuditFailed, $"{message} It is required, so the play counts as failed; what was done to containers stays.", _spec.Location)
            : Diagnostic.Warning(DiagnosticCodes.AuditFailed, message, _spec.Location);
    }
}
