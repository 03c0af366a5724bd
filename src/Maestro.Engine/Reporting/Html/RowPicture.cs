namespace Maestro.Engine.Reporting.Html;

/// <summary>Draws the time of a row: what is worked on as bars, waiting as a line, and what bounded the play taller than the rest.</summary>
internal static class RowPicture
{
    private const int MostSpans = 40;
    private const int LongestLabel = 400;

    /// <summary>What is shorter would not be seen.</summary>
    private const double Narrowest = 2;

    public static void Draw(HtmlWriter html, TimelineRow row, TimeScale scale)
    {
        html.Write($"<svg class=\"bar\" viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Label(row)}\">");
        foreach (var span in row.Spans.Take(MostSpans))
        {
            Draw(html, span, scale);
        }

        html.Constant("</svg>");
    }

    /// <summary>What is drawn, in words.</summary>
    public static string Tell(TimelineSpan span) => $"{span.Text}: {ReportText.Duration(span.Length)}, from {ReportText.Duration(span.From)}";

    private static string Label(TimelineRow row)
        => ReportText.Cut($"{row.Name}: {string.Join("; ", row.Spans.Take(MostSpans).Select(s => $"{s.Text} {ReportText.Duration(s.Length)}"))}; {row.Outcome}", LongestLabel);

    private static void Draw(HtmlWriter html, TimelineSpan span, TimeScale scale)
    {
        var (from, to) = (scale.At(span.From), scale.At(span.To));
        if (span.IsWaiting)
        {
            html.Write($"<path class=\"{Class(span)}\" d=\"M{from} 8H{to}\"><title>{Tell(span)}</title></path>");
            return;
        }

        var width = Math.Min(Math.Max(Math.Round(to - from, 1), Narrowest), TimeScale.Width - Math.Min(from, TimeScale.Width - Narrowest));
        var x = Math.Min(from, TimeScale.Width - Narrowest);
        var (y, height) = span.IsCritical ? (0, 16) : (4, 8);
        html.Write($"<rect class=\"{Class(span)}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"><title>{Tell(span)}</title></rect>");
    }

    private static string Class(TimelineSpan span) => span.Failed ? "failed" : SpanNames.ClassOf(span.Kind);
}
