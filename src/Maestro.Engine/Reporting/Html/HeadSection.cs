using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>The verdict in a sentence, and what was played when, where and by which version.</summary>
internal static class HeadSection
{
    public static void Write(HtmlWriter html, ReportHead head, PlayRecord record, PlayResult result)
    {
        var (tone, verdict) = result.Verdict switch
        {
            PlayVerdict.Succeeded => ("good", "succeeded"),
            PlayVerdict.Failed => ("bad", "failed"),
            _ => ("odd", "cancelled"),
        };
        html.Write($"<header class=\"{tone}\"><h1>{EventText.Word(head.Play)} {head.Environment} <span class=\"badge\">{verdict}</span></h1>\n");
        html.Write($"<p class=\"verdict\">{ReportText.Cut(EventText.Summary(result), 500)}</p>\n<dl>");
        Fact(html, "Environment", $"{head.Environment} ({head.File})");
        Fact(html, "Play", head.Options.Count == 0 ? EventText.Word(head.Play) : ReportText.Cut($"{EventText.Word(head.Play)}: {string.Join(", ", head.Options)}", 500));
        Fact(html, "Began", ReportText.Moment(record.Began));
        Fact(html, "Took", ReportText.Duration(result.Duration));
        Fact(html, "Versions", head.Versions);
        html.Constant("</dl></header>\n");
    }

    private static void Fact(HtmlWriter html, string name, string value) => html.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
