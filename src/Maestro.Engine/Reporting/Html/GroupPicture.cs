using System.Globalization;
using System.Text;

namespace Maestro.Engine.Reporting.Html;

/// <summary>Draws the time of many rows as one picture: how many of them do what, moment by moment.</summary>
internal static class GroupPicture
{
    private const int Moments = 120;
    private const double Height = 28;

    // From the bottom to the top; waiting lies on what is worked on.
    private static readonly SpanKind[] Order =
    [
        SpanKind.Check, SpanKind.NextCheck, SpanKind.Start, SpanKind.Create, SpanKind.Network, SpanKind.Pull, SpanKind.Remove, SpanKind.Kill, SpanKind.Stop, SpanKind.Turn, SpanKind.Wait,
    ];

    public static void Draw(HtmlWriter html, string label, IReadOnlyList<TimelineRow> rows, TimeScale scale)
    {
        var counts = Count(rows, scale);
        html.Write($"<svg class=\"many\" viewBox=\"0 0 1000 28\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{label}\">");

        // The highest outline first: what comes later covers the lower part of what lies below it.
        for (var top = Order.Length - 1; top >= 0; top--)
        {
            if (counts[(int)Order[top]].Any(c => c > 0))
            {
                html.Write($"<path class=\"{SpanNames.ClassOf(Order[top])} area\" d=\"{Outline(counts, top, rows.Count)}\"><title>{SpanNames.Legend(Order[top])}</title></path>");
            }
        }

        html.Constant("</svg>");
    }

    private static double[][] Count(IReadOnlyList<TimelineRow> rows, TimeScale scale)
    {
        var counts = Enum.GetValues<SpanKind>().Select(_ => new double[Moments]).ToArray();
        foreach (var span in rows.SelectMany(r => r.Spans))
        {
            var (from, to) = (scale.At(span.From) / TimeScale.Width * Moments, scale.At(span.To) / TimeScale.Width * Moments);
            for (var moment = (int)from; moment < Math.Min(to, Moments); moment++)
            {
                counts[(int)span.Kind][moment] += Math.Min(to, moment + 1) - Math.Max(from, moment);
            }
        }

        return counts;
    }

    private static string Outline(double[][] counts, int top, int rows)
    {
        var text = new StringBuilder("M0 28");
        var before = Height;
        for (var moment = 0; moment < Moments; moment++)
        {
            var y = Math.Round(Height * (1 - (Order.Take(top + 1).Sum(k => counts[(int)k][moment]) / rows)), 1);
            if (y != before)
            {
                text.Append(CultureInfo.InvariantCulture, $"H{Math.Round(moment * TimeScale.Width / Moments, 1)}V{y}");
                before = y;
            }
        }

        return text.Append("H1000V28Z").ToString();
    }
}
