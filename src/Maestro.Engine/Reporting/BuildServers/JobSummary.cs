using System.Globalization;
using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>A play as a piece of Markdown: verdict, what bounded it, errors, instances.</summary>
internal static class JobSummary
{
    private const int MostRows = 100;
    private const int MostOpenRows = 20;
    private const int MostErrors = 10;
    private const int LongestMessage = 4000;

    /// <returns>Null for a play that succeeded and has started nothing: summaries are for what people want to look up.</returns>
    public static string? Of(PlayResult result)
    {
        if (result.Succeeded && (result.Steps.Count == 0 || result.Play is not (PlayKind.Start or PlayKind.Restart)))
        {
            return null;
        }

        var text = new StringBuilder();
        var sign = result.Verdict switch { PlayVerdict.Succeeded => "✅", PlayVerdict.Failed => "❌", _ => "⚪" };
        text.Append("### ").Append(sign).Append(' ').Append(Escape(EventText.Summary(result))).Append("\n\n");
        if (EventText.Bounds(result) is { } bounds)
        {
            text.Append(Escape(bounds)).Append("\n\n");
        }

        AppendErrors(text, [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        AppendInstances(text, result);
        return text.ToString();
    }

    private static void AppendErrors(StringBuilder text, List<Diagnostic> errors)
    {
        foreach (var error in errors.Take(MostErrors))
        {
            var place = error.Location is null ? string.Empty : $" {Escape($"{error.Location}")}";
            var said = PlainText.Of(error.MessageWithPath);
            var message = said.Length <= LongestMessage ? said : said[..LongestMessage];
            var fence = new string('`', LongestRun(message) + 3);
            text.Append("**").Append(error.Code.Id).Append("** ").Append(Escape(error.Code.Title)).Append(place).Append("\n\n")
                .Append(fence).Append("text\n").Append(message.ReplaceLineEndings("\n")).Append('\n').Append(fence).Append("\n\n");
        }

        if (errors.Count > MostErrors)
        {
            text.Append("… and ").Append(errors.Count - MostErrors).Append(" more errors.\n\n");
        }
    }

    private static void AppendInstances(StringBuilder text, PlayResult result)
    {
        if (result.Instances.Count == 0)
        {
            return;
        }

        var folds = result.Instances.Count > MostOpenRows;
        text.Append(folds ? $"<details><summary>{result.Instances.Count} instances</summary>\n\n" : string.Empty);
        text.Append("| instance | service | ship | outcome | endpoints |\n|---|---|---|---|---|\n");
        var endpoints = result.Endpoints.ToLookup(e => e.Instance, StringComparer.Ordinal);
        foreach (var instance in result.Instances.OrderBy(i => i.Succeeded).Take(MostRows))
        {
            var reached = string.Join("<br>", endpoints[instance.Name].Select(e => $"{Escape(e.PortName)} {Escape(e.Host)}:{e.Port}"));
            text.Append(CultureInfo.InvariantCulture, $"| {Escape(instance.Name)} | {Escape(instance.Service)} | {Escape(instance.Ship)} | {Escape(instance.Outcome)} | {reached} |\n");
        }

        var left = result.Instances.Count - MostRows;
        text.Append('\n').Append(left > 0 ? $"… and {left} more.\n\n" : string.Empty).Append(folds ? "</details>\n\n" : string.Empty);
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    // As entities: they mean the same in a table, in a heading and in a paragraph.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\r' => escaped,
                '\n' => escaped.Append(' '),
                '&' or '<' or '>' or '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '#' or '~' or '@' or '!' => escaped.Append("&#").Append((int)character).Append(';'),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
