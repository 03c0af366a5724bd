using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>Errors and warnings, with their codes and their places in the file.</summary>
internal static class ProblemsSection
{
    private const int Most = 50;
    private const int LongestMessage = 8000;

    public static void Write(HtmlWriter html, PlayRecord record, PlayResult result)
    {
        var all = result.Diagnostics.Concat(record.Warnings).Distinct().ToList();
        Write(html, "error", [.. all.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        Write(html, "warning", [.. all.Where(d => d.Severity != DiagnosticSeverity.Error)]);
    }

    private static void Write(HtmlWriter html, string kind, List<Diagnostic> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        html.Write($"<section><h2>{(problems.Count == 1 ? $"1 {kind}" : $"{problems.Count} {kind}s")}</h2>\n");
        foreach (var problem in problems.Take(Most))
        {
            html.Write($"<article class=\"{kind}\"><h3><code>{problem.Code.Id}</code> {problem.Code.Title}");
            if (problem.Location is { } place)
            {
                html.Write($" <span class=\"place\">{place.ToString()}</span>");
            }

            html.Write($"</h3><pre>{ReportText.Cut(PlainText.Of(problem.MessageWithPath), LongestMessage)}</pre></article>\n");
        }

        if (problems.Count > Most)
        {
            html.Write($"<p class=\"more\">… and {problems.Count - Most} more; the last line of events.jsonl has them all.</p>\n");
        }

        html.Constant("</section>\n");
    }
}
