using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>A row of the timeline: an instance, or a step that serves several.</summary>
/// <param name="Name">The instance, the image or the network.</param>
/// <param name="Group">The service, or what steps of that kind are called.</param>
/// <param name="Ship">Its ship.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Verdict">How its steps ended.</param>
/// <param name="Spans">Its time, in order.</param>
internal sealed record TimelineRow(string Name, string Group, string Ship, string Outcome, StepVerdict Verdict, IReadOnlyList<TimelineSpan> Spans)
{
    public bool IsCritical => Spans.Any(s => s.IsCritical);

    /// <summary>Whether it is shown even where others like it are left out.</summary>
    public bool IsNotable => Verdict == StepVerdict.Failed || IsCritical;

    public TimeSpan From => Spans.Count == 0 ? TimeSpan.Zero : Spans[0].From;

    public TimeSpan To => Spans.Count == 0 ? TimeSpan.Zero : Spans[^1].To;

    /// <summary>How long it was worked on.</summary>
    public TimeSpan Worked => Spans.Where(s => !s.IsWaiting).Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Length);
}
