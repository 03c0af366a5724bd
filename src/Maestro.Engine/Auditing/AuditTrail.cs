using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Auditing;

/// <summary>Tells the auditors of an environment about one play.</summary>
internal sealed class AuditTrail : IProgress<MaestroEvent>, IAsyncDisposable
{
    private readonly IProgress<MaestroEvent>? _listener;
    private readonly AuditEntries _entries;
    private readonly IReadOnlyList<AuditQueue> _queues;
    private readonly HttpMessageInvoker _http = AuditCall.CreateClient();
    private readonly TimeProvider _time;
    private readonly SecretMask _mask;
    private PlayFinished? _finished;

    /// <param name="environment">The environment, with its auditors.</param>
    /// <param name="play">The play.</param>
    /// <param name="listener">Receives all events of the play, its end when the auditors have been told; may be null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="workingDirectory">Where programs are run; the current directory when null.</param>
    public AuditTrail(MaestroEnvironment environment, Play play, IProgress<MaestroEvent>? listener, TimeProvider time, string? workingDirectory)
    {
        (_listener, _time, _mask) = (listener, time, SecretMask.For(environment));
        _entries = new AuditEntries(environment.Run is { } run ? $"{environment.Name} (copy {run})" : environment.Name, play, AuditSource.OfThisProcess());
        var call = new AuditCall(_http, time);
        _queues = _entries.IsAudited ? [.. environment.Auditors.Select(a => new AuditQueue(a, Create(a, environment, call, workingDirectory), time))] : [];
    }

    /// <summary>Runs the play, and tells of it. The play never waits for an auditor before its end, and then for as long as the auditor's deadline says.</summary>
    /// <param name="play">Runs the play with this listener.</param>
    public async Task<PlayResult> FollowAsync(Func<IProgress<MaestroEvent>, Task<PlayResult>> play)
    {
        PlayResult result;
        try
        {
            result = await play(this).ConfigureAwait(false);
        }
        catch (MaestroException refusal) when (refusal.Area != DiagnosticArea.Usage)
        {
            Tell(_entries.IsAudited ? _entries.Refused(refusal, _time.GetUtcNow()) : null);
            await CloseAsync().ConfigureAwait(false);
            throw;
        }

        result = Judge(result, await CloseAsync().ConfigureAwait(false));
        if (_finished is { } finished)
        {
            _listener?.Report(finished with { Result = result });
        }

        return result;
    }

    public void Report(MaestroEvent value)
    {
        Tell(_entries.IsAudited ? _entries.Of(value) : null);
        if (value is PlayFinished finished)
        {
            _finished = finished;
        }
        else
        {
            _listener?.Report(value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
        }

        _http.Dispose();
    }

    private static IAuditor Create(AuditorSpec auditor, MaestroEnvironment environment, AuditCall call, string? workingDirectory) => auditor switch
    {
        LogAuditorSpec log => new LogAuditor(log),
        HttpAuditorSpec http => new HttpAuditor(http, call),
        SlackAuditorSpec slack => new SlackAuditor(slack, call),
        ExecAuditorSpec exec => new ExecAuditor(exec, environment, workingDirectory),
        _ => throw new NotSupportedException($"Auditors of type {auditor.GetType().Name} are not known."),
    };

    private static PlayResult Judge(PlayResult result, IReadOnlyList<Diagnostic> problems) => result with
    {
        Diagnostics = [.. result.Diagnostics, .. problems],
        Verdict = result.Succeeded && problems.Any(p => p.Severity == DiagnosticSeverity.Error) ? PlayVerdict.Failed : result.Verdict,
    };

    private void Tell(AuditEntry? entry)
    {
        if (entry is null)
        {
            return;
        }

        foreach (var queue in _queues)
        {
            queue.Tell(entry);
        }
    }

    private async Task<IReadOnlyList<Diagnostic>> CloseAsync()
        => _mask.Mask((await Task.WhenAll(_queues.Select(q => q.CloseAsync())).ConfigureAwait(false)).OfType<Diagnostic>());
}
