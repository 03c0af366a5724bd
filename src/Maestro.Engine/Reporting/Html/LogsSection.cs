using System.Globalization;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>The last lines of the logs that tell why a play failed.</summary>
internal static class LogsSection
{
    private const int MostLines = 100;
    private const int MostCharacters = 16 * 1024;
    private const int LongestLine = 1000;

    public static void Write(HtmlWriter html, IReadOnlyList<KeptLog> logs)
    {
        if (logs.Count == 0)
        {
            return;
        }

        html.Constant("<section><h2>Logs</h2>\n");
        foreach (var log in logs)
        {
            Write(html, log);
        }

        html.Constant("</section>\n");
    }

    private static void Write(HtmlWriter html, KeptLog log)
    {
        var lines = Last(log.Lines);
        html.Constant(log.RequiredBy is null ? "<details open=\"open\">" : "<details>");
        html.Write($"<summary><b>{log.Instance}</b>{(log.RequiredBy is null ? string.Empty : $", which {log.RequiredBy} requires")} <small>");
        html.Write($"{(lines.Count == 0 ? "its log is empty" : lines.Count < log.Lines.Count || log.IsCut ? $"the last {ReportText.Count(lines.Count, "line")}" : ReportText.Count(lines.Count, "line"))}");
        html.Write($"</small> <a href=\"logs/{Uri.EscapeDataString(log.Instance)}.log\">logs/{log.Instance}.log</a></summary>\n<pre class=\"log\">");
        foreach (var line in lines)
        {
            html.Write($"<span class=\"time\">{line.Time.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)}</span> ");
            html.Constant(line.IsError ? "<span class=\"stderr\">" : "<span>");
            html.Write($"{ReportText.Cut(PlainText.Of(line.Text), LongestLine)}</span>\n");
        }

        html.Constant("</pre></details>\n");
    }

    private static List<LogLine> Last(IReadOnlyList<LogLine> lines)
    {
        var left = MostCharacters;
        return [.. lines.Reverse().Take(MostLines).TakeWhile(l => (left -= Math.Min(l.Text.Length, LongestLine)) >= 0).Reverse()];
    }
}
