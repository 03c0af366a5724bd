using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Auditing;

/// <summary>Makes entries out of the events of one play.</summary>
internal sealed class AuditEntries(string environment, Play play, AuditSource source)
{
    private readonly AuditAction? _play = AuditAction.Of(play.Kind);
    private readonly Dictionary<string, AuditAction> _open = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _names;

    /// <summary>Whether the play changes anything, and is told at all.</summary>
    public bool IsAudited => _play is not null;

    /// <summary>Null for an event that is not told.</summary>
    public AuditEntry? Of(MaestroEvent happened) => happened switch
    {
        PlayStarted started => Begin(started),
        StepStarted { Step: var step } when AuditAction.Of(step.Kind) is { } action => Begin(step, action, happened.Time),
        StepFinished { Outcome: var outcome } => End(outcome, happened.Time),
        PlayFinished { Result: var result } => End(result, happened.Time),
        _ => null,
    };

    /// <summary>The play could not begin.</summary>
    public AuditEntry Refused(MaestroException refusal, DateTimeOffset time)
        => OfPlay(AuditEvents.Error, time) with { Message = refusal.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).MessageWithPath };

    private AuditEntry Begin(PlayStarted started)
    {
        _names = started.InstanceNames;
        return OfPlay(AuditEvents.Action, started.Time);
    }

    private AuditEntry Begin(StepIdentity step, AuditAction action, DateTimeOffset time)
    {
        _open[step.Subject] = action;
        return OfStep(AuditEvents.Action, AuditLevel.Debug, step, action, time);
    }

    private AuditEntry? End(StepOutcome outcome, DateTimeOffset time)
    {
        var step = outcome.Step;
        if (outcome.Verdict == StepVerdict.Failed)
        {
            return OfStep(AuditEvents.Error, AuditLevel.Info, step, ActionOf(step), time) with { Message = outcome.Error?.Message ?? string.Empty, Duration = outcome.Duration };
        }

        // A start with checks has succeeded when they have passed.
        var isOver = outcome is { Verdict: StepVerdict.Done } and not { Step.Kind: StepKind.Start, Word: "launched" };
        return isOver && _open.Remove(step.Subject, out var action)
            ? OfStep(AuditEvents.Success, AuditLevel.Debug, step, action, time) with { Duration = outcome.Duration }
            : null;
    }

    private AuditEntry? End(PlayResult result, DateTimeOffset time) => result.Verdict switch
    {
        PlayVerdict.Succeeded => OfPlay(AuditEvents.Success, time) with { Duration = result.Duration },
        PlayVerdict.Cancelled when _names is null => null,
        PlayVerdict.Cancelled => OfPlay(AuditEvents.Error, time) with { Message = "cancelled", Duration = result.Duration },
        _ => OfPlay(AuditEvents.Error, time) with { Message = WhyFailed(result), Duration = result.Duration },
    };

    private static string WhyFailed(PlayResult result)
        => result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.Message ?? string.Empty;

    private AuditAction ActionOf(StepIdentity step) => _open.GetValueOrDefault(step.Subject) ?? AuditAction.Of(step.Kind) ?? _play!;

    private AuditEntry OfPlay(AuditEvents kind, DateTimeOffset time) => new()
    {
        Event = kind,
        Level = AuditLevel.Info,
        Time = time,
        Environment = environment,
        Action = _play!,
        What = _names ?? [environment],
        Source = source,
        IsPlay = true,
    };

    private AuditEntry OfStep(AuditEvents kind, AuditLevel level, StepIdentity step, AuditAction action, DateTimeOffset time) => new()
    {
        Event = kind,
        Level = level,
        Time = time,
        Environment = environment,
        Action = action,
        What = [step.Subject],
        Source = source,
    };
}
