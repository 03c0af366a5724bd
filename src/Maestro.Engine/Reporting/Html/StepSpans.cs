using System.Globalization;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>The parts of the time of a step: making and starting a container, one check after the other.</summary>
internal sealed class StepSpans(PlayRecord record, IReadOnlySet<int> critical)
{
    private const int LongestFinding = 120;

    /// <summary>The parts of a step that began.</summary>
    public IReadOnlyList<TimelineSpan> Of(StepOutcome step)
    {
        var (from, to) = (At(step.StartedAt!.Value), At(StepTimes.End(step)!.Value));
        List<TimelineSpan> spans = step.Step.Kind switch
        {
            StepKind.Start => Started(step, from, to),
            StepKind.Check => Checked(step, from, to),
            _ => [new TimelineSpan(KindOf(step.Step.Kind), from, to, Word(step))],
        };
        var isCritical = critical.Contains(step.Step.Number);
        spans = [.. spans.Select(s => s with { IsCritical = isCritical })];
        spans[^1] = step.Verdict switch
        {
            StepVerdict.Failed => spans[^1] with { Failed = true, Text = $"{spans[^1].Text} (failed)" },
            StepVerdict.Cancelled => spans[^1] with { Text = $"{spans[^1].Text} (cancelled)" },
            _ => spans[^1],
        };
        return spans;
    }

    private List<TimelineSpan> Started(StepOutcome step, TimeSpan from, TimeSpan to)
        => record.Trace(step.Step.Number).Created is { } time && At(time) is var created && created > from && created < to
            ? [new TimelineSpan(SpanKind.Create, from, created, "create"), new TimelineSpan(SpanKind.Start, created, to, "start")]
            : [new TimelineSpan(SpanKind.Start, from, to, "create and start")];

    private List<TimelineSpan> Checked(StepOutcome step, TimeSpan from, TimeSpan to)
    {
        var checks = record.Trace(step.Step.Number).Checks;
        if (checks.Count == 0)
        {
            return [new TimelineSpan(SpanKind.Check, from, to, "check")];
        }

        // The first one begins with its step, which has looked for the container before.
        List<TimeSpan> begins = [from, .. checks.Skip(1).Select(c => Within(At(c.Began), from, to)), to];
        return [.. checks.Select((check, index) => new TimelineSpan(
            index % 2 == 0 ? SpanKind.Check : SpanKind.NextCheck, begins[index], begins[index + 1], $"check {check.Name}{Tries(check)}"))];
    }

    private static string Tries(CheckTrace check) => check.Tries == 0
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $", not passed in {check.Tries} {(check.Tries == 1 ? "try" : "tries")}: {ReportText.Cut(check.Finding.Trim(), LongestFinding)}");

    private static SpanKind KindOf(StepKind kind) => kind switch
    {
        StepKind.Pull => SpanKind.Pull,
        StepKind.CreateNetwork or StepKind.RemoveNetwork => SpanKind.Network,
        StepKind.Stop => SpanKind.Stop,
        StepKind.Kill => SpanKind.Kill,
        _ => SpanKind.Remove,
    };

    private static string Word(StepOutcome step) => step.Step.Kind switch
    {
        StepKind.Pull => $"pull of {step.Step.Subject}",
        StepKind.CreateNetwork => $"create network {step.Step.Subject}",
        StepKind.RemoveNetwork => $"remove network {step.Step.Subject}",
        StepKind.Stop => "stop",
        StepKind.Kill => "kill",
        _ => "remove",
    };

    private TimeSpan At(DateTimeOffset time) => time - record.Began;

    private static TimeSpan Within(TimeSpan time, TimeSpan from, TimeSpan to) => time < from ? from : time > to ? to : time;
}
