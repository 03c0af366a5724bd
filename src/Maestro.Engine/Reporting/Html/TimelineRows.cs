using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>Makes the rows of the timeline: what each instance did, had done to it, and waited for.</summary>
internal sealed class TimelineRows
{
    private static readonly TimeSpan Visible = TimeSpan.FromMilliseconds(5);

    private readonly PlayRecord _record;
    private readonly PlayResult _result;
    private readonly StepTimes _times;
    private readonly StepSpans _spans;
    private readonly IReadOnlySet<int> _critical;
    private readonly HashSet<int> _shown = [];

    private TimelineRows(PlayRecord record, PlayResult result)
    {
        (_record, _result) = (record, result);
        _times = new StepTimes(result);
        _critical = SlowestChain.Of(result) is { IsWorthTelling: true } chain ? chain.Steps : new HashSet<int>();
        _spans = new StepSpans(record, _critical);
    }

    /// <summary>A row for each instance that had steps, in the order of the play, and behind them one for each step that serves none of these.</summary>
    public static IReadOnlyList<TimelineRow> Of(PlayRecord record, PlayResult result) => new TimelineRows(record, result).Make();

    private List<TimelineRow> Make()
    {
        var steps = _result.Steps.Where(s => s.Step.Service.Length > 0).ToLookup(s => s.Step.Subject, StringComparer.Ordinal);
        List<TimelineRow> rows = [.. _result.Instances.Where(i => steps.Contains(i.Name)).Select(i => RowOf(i, [.. steps[i.Name]]))];
        rows.AddRange(_result.Steps.Where(s => s.Step.Service.Length == 0 && !_shown.Contains(s.Step.Number)).Select(RowOf));
        return rows;
    }

    private TimelineRow RowOf(InstanceResult instance, IReadOnlyList<StepOutcome> steps)
        => new(instance.Name, instance.Service, instance.Ship, instance.Outcome, Verdict(steps), SpansOf(steps));

    private TimelineRow RowOf(StepOutcome step)
    {
        var (group, done) = step.Step.Kind == StepKind.Pull ? ("images", "pulled") : ("networks", step.Word);
        return new TimelineRow(step.Step.Subject, group, step.Step.Ship, step.Verdict == StepVerdict.Done ? done : step.Word, step.Verdict, SpansOf([step]));
    }

    private static StepVerdict Verdict(IReadOnlyList<StepOutcome> steps) => steps.FirstOrDefault(s => s.Verdict != StepVerdict.Done)?.Verdict ?? StepVerdict.Done;

    private List<TimelineSpan> SpansOf(IReadOnlyList<StepOutcome> steps)
    {
        var spans = new List<TimelineSpan>();
        var reached = At(_record.Planned ?? _record.Began);
        foreach (var step in steps)
        {
            var number = step.Step.Number;
            var begins = step.StartedAt ?? _record.Trace(number).Ended;
            if (begins is not null && At(begins.Value) > reached)
            {
                spans.AddRange(Waiting(step, reached, At(begins.Value)));
            }

            if (StepTimes.End(step) is not { } end)
            {
                break;
            }

            spans.AddRange(_spans.Of(step));
            reached = At(end);
        }

        // A pull that bounded the play did so for the row that goes on with it, and not for all that use the image.
        var isCritical = steps.Any(s => _critical.Contains(s.Step.Number));
        return [.. spans.Where(s => s.Length >= Visible || !s.IsWaiting).Select(s => isCritical ? s : s with { IsCritical = false })];
    }

    private IEnumerable<TimelineSpan> Waiting(StepOutcome step, TimeSpan from, TimeSpan to)
    {
        foreach (var preparation in _times.Preparations(step.Step.Number).OrderBy(p => p.StartedAt))
        {
            _shown.Add(preparation.Step.Number);
            var span = _spans.Of(preparation).Single();
            var (begin, end) = (Later(from, span.From), Earlier(to, span.To));
            if (begin < end)
            {
                foreach (var wait in Pausing(step, from, begin))
                {
                    yield return wait;
                }

                yield return span with { From = begin, To = end };
                from = end;
            }
        }

        foreach (var wait in Pausing(step, from, to))
        {
            yield return wait;
        }
    }

    // What lies behind the end of all that it needs is time in which it might have begun.
    private IEnumerable<TimelineSpan> Pausing(StepOutcome step, TimeSpan from, TimeSpan to)
    {
        if (step.StartedAt is null)
        {
            yield return new TimelineSpan(SpanKind.Wait, from, to, step.Word);
            yield break;
        }

        var need = _times.LastNeed(step.Step.Number);
        var free = need is null ? from : Later(from, Earlier(to, At(StepTimes.End(need)!.Value)));
        if (free > from)
        {
            yield return new TimelineSpan(SpanKind.Wait, from, free, $"waits for {need!.Step.Subject}");
        }

        if (to > free)
        {
            yield return new TimelineSpan(SpanKind.Turn, free, to, "waits for its turn");
        }
    }

    private TimeSpan At(DateTimeOffset time) => time - _record.Began;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
