using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>What bounded the play: in a sentence, and as a line on which each link has the length of its time.</summary>
internal static class BoundsSection
{
    private const int MostLinks = 12;
    private const double Percent = 100;
    private static readonly TimeSpan WorthShowing = TimeSpan.FromMilliseconds(100);

    public static void Write(HtmlWriter html, PlayResult result)
    {
        if (EventText.Bounds(result) is not { } sentence)
        {
            return;
        }

        html.Write($"<section><h2>What bounded it</h2>\n<p>{sentence}</p>\n");
        var links = SlowestChain.Of(result).Links;
        var total = links.Aggregate(TimeSpan.Zero, (sum, l) => sum + l.Waited + l.Duration);
        if (links.Count <= MostLinks && total > TimeSpan.Zero)
        {
            html.Constant("<ol class=\"chain\">");
            foreach (var link in links)
            {
                WriteLink(html, link, total);
            }

            html.Constant("</ol>\n");
        }

        html.Constant("</section>\n");
    }

    private static void WriteLink(HtmlWriter html, ChainLink link, TimeSpan total)
    {
        var name = link.Kind == StepKind.Pull ? $"pull of {link.Subject}" : link.Subject;
        var turn = link.Waited >= WorthShowing ? $", after {ReportText.Duration(link.Waited)} for its turn" : string.Empty;
        var text = $"{name}: {ReportText.Duration(link.Duration)}{turn}";
        if (link.Waited >= WorthShowing)
        {
            html.Write($"<li class=\"turn\" style=\"flex-grow:{Share(link.Waited, total)}\" title=\"{name} waits for its turn: {ReportText.Duration(link.Waited)}\"></li>");
        }

        html.Write($"<li style=\"flex-grow:{Share(link.Duration, total)}\" title=\"{text}\"><b>{name}</b> <span>{ReportText.Duration(link.Duration)}</span></li>");
    }

    private static double Share(TimeSpan part, TimeSpan total) => part / total * Percent;
}
