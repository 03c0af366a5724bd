using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>The timeline of a play: a row for each instance, or for each service where there are too many of these.</summary>
internal sealed class TimelineSection
{
    /// <summary>More rows than these are grouped.</summary>
    private const int MostLoose = 60;

    private const int SmallestGroup = 4;
    private const int MostGroups = 200;
    private const int MostNotable = 20;
    private const int MostRows = 1000;
    private const double Percent = 100;

    private readonly HtmlWriter _html;
    private readonly IReadOnlyList<TimelineRow> _rows;
    private readonly TimeScale _scale;
    private int _left = MostRows;

    private TimelineSection(HtmlWriter html, IReadOnlyList<TimelineRow> rows, TimeScale scale) => (_html, _rows, _scale) = (html, rows, scale);

    /// <summary>Writes it, unless nothing was done.</summary>
    public static void Write(HtmlWriter html, PlayRecord record, PlayResult result)
    {
        var rows = TimelineRows.Of(record, result);
        if (rows.Count > 0)
        {
            var total = rows.Select(r => r.To).Append(result.Duration).Max();
            new TimelineSection(html, rows, new TimeScale(total)).Write(record.Planned - record.Began, result);
        }
    }

    private void Write(TimeSpan? planned, PlayResult result)
    {
        _html.Constant("<section><h2>Timeline</h2>\n");
        WriteLegend();
        _html.Constant("<div class=\"timeline\">\n");
        WriteAxis(planned ?? TimeSpan.Zero);
        if (_rows.Count <= MostLoose)
        {
            WriteRows(_rows);
        }
        else
        {
            WriteGroups();
        }

        _html.Constant("</div>\n");
        var busy = _rows.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        if (result.Instances.Count(i => !busy.Contains(i.Name)) is > 0 and var idle)
        {
            _html.Write($"<p class=\"more\">For {ReportText.Count(idle, "instance")} nothing had to be done.</p>\n");
        }

        _html.Constant("</section>\n");
    }

    private void WriteLegend()
    {
        _html.Constant("<ul class=\"legend\"><li><i class=\"before\"></i>looks at the ships and plans</li>");
        foreach (var kind in _rows.SelectMany(r => r.Spans).Select(s => s.Kind).Distinct().Order())
        {
            _html.Write($"<li><i class=\"{SpanNames.ClassOf(kind)}\"></i>{SpanNames.Legend(kind)}</li>");
        }

        if (_rows.Any(r => r.Verdict == StepVerdict.Failed))
        {
            _html.Constant("<li><i class=\"failed\"></i>failed</li>");
        }

        if (_rows.Any(r => r.IsCritical))
        {
            _html.Constant("<li><b class=\"mark\">◆</b>bounded the run (taller)</li>");
        }

        _html.Constant("</ul>\n");
    }

    private void WriteAxis(TimeSpan planned)
    {
        _html.Constant("<div class=\"grid\" aria-hidden=\"true\">");
        _html.Write($"<i class=\"before\" style=\"width:{Left(planned)}%\"></i>");
        foreach (var tick in _scale.Ticks())
        {
            _html.Write($"<i style=\"left:{Left(tick)}%\"><span>{Tick(tick)}</span></i>");
        }

        _html.Constant("</div>\n");
    }

    private double Left(TimeSpan time) => _scale.At(time) / TimeScale.Width * Percent;

    private static string Tick(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? FormattableString.Invariant($"{time.TotalSeconds:0.##} s")
        : FormattableString.Invariant($"{time.TotalMinutes:0.#} min");

    private void WriteGroups()
    {
        var groups = _rows.GroupBy(r => r.Group, StringComparer.Ordinal).ToList();
        foreach (var group in groups.Take(MostGroups))
        {
            WriteGroup(group.Key, [.. group]);
        }

        if (groups.Count > MostGroups)
        {
            _html.Write($"<p class=\"more\">… and {groups.Count - MostGroups} more services with {groups.Skip(MostGroups).Sum(g => g.Count())} instances; plan.json and events.jsonl have them all.</p>\n");
        }
    }

    private void WriteGroup(string name, IReadOnlyList<TimelineRow> rows)
    {
        if (rows.Count < SmallestGroup)
        {
            WriteRows(rows);
            return;
        }

        var outcome = string.Join(", ", rows.GroupBy(r => r.Outcome, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"));
        var count = $"{name}: {ReportText.Count(rows.Count, "instance")}";
        _html.Write($"<div class=\"row group\"><div class=\"name\" title=\"{count}\">{name} <small>× {rows.Count}</small></div>");
        GroupPicture.Draw(_html, $"{count}, {outcome}", rows, _scale);
        _html.Write($"<div class=\"out{Tone(rows)}\" title=\"{outcome}\">{outcome}</div></div>\n");
        var notable = rows.Where(r => r.IsNotable).Take(MostNotable).ToHashSet<TimelineRow>(ReferenceEqualityComparer.Instance);
        WriteRows([.. rows.Where(notable.Contains)]);
        WriteRest([.. rows.Where(r => !notable.Contains(r))]);
    }

    private void WriteRest(List<TimelineRow> rows)
    {
        var shown = Math.Min(rows.Count, _left);
        if (shown == 0)
        {
            return;
        }

        _html.Write($"<details><summary>{(shown < rows.Count ? $"{shown} of {rows.Count}" : $"{rows.Count}")} more</summary>\n");
        WriteRows([.. rows.Take(shown)]);
        _html.Constant("</details>\n");
    }

    private void WriteRows(IReadOnlyList<TimelineRow> rows)
    {
        foreach (var row in rows.Take(Math.Max(0, _left)))
        {
            var mark = row.IsCritical ? "◆ " : string.Empty;
            _html.Write($"<div class=\"row\"><div class=\"name\" title=\"{row.Name}, {row.Group}, on {row.Ship}\">{mark}{row.Name}</div>");
            RowPicture.Draw(_html, row, _scale);
            _html.Write($"<div class=\"out{Tone([row])}\" title=\"{row.Outcome}\">{row.Outcome}</div></div>\n");
        }

        _left -= rows.Count;
    }

    private static string Tone(IReadOnlyList<TimelineRow> rows)
        => rows.Any(r => r.Verdict == StepVerdict.Failed) ? " bad" : rows.Any(r => r.Verdict != StepVerdict.Done) ? " odd" : string.Empty;
}
