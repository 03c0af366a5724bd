using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>A play that has ended as one page that needs nothing else: no file beside it, no network, no script.</summary>
internal static class HtmlReport
{
    // Whatever stands in a log, a page with this policy loads nothing and runs nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public static string Of(PlayRecord record, ReportHead head)
    {
        var result = record.Result ?? throw new ArgumentException("The play has not ended.", nameof(record));
        var html = new HtmlWriter();
        html.Constant("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" />");
        html.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\" />");
        html.Constant("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" /><meta name=\"color-scheme\" content=\"light dark\" /><link rel=\"icon\" href=\"data:,\" />\n");
        html.Write($"<title>{EventText.Word(head.Play)} {head.Environment}: {(result.Verdict == PlayVerdict.Succeeded ? "done" : result.Verdict == PlayVerdict.Failed ? "failed" : "cancelled")}</title>\n<style>");
        html.Constant(ReportStyle.Text);
        html.Constant("</style></head>\n<body><main>\n");
        HeadSection.Write(html, head, record, result);
        ProblemsSection.Write(html, record, result);
        BoundsSection.Write(html, result);
        TimelineSection.Write(html, record, result);
        LogsSection.Write(html, result.Logs);
        InstancesSection.Write(html, result);
        html.Constant("<footer>Beside this page: <a href=\"events.jsonl\">events.jsonl</a>");
        html.Constant(record.Planned is null ? string.Empty : ", <a href=\"plan.json\">plan.json</a>, <a href=\"endpoints.json\">endpoints.json</a>");
        html.Constant("</footer>\n</main></body></html>\n");
        return html.ToString();
    }
}
