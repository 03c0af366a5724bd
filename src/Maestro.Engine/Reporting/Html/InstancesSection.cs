using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>The instances as a table: what became of each, how long that took, and where it is reached.</summary>
internal static class InstancesSection
{
    private const int Most = 1000;
    private const int MostOpen = 60;
    private const int MostEndpoints = 12;
    private const int ShortId = 12;

    public static void Write(HtmlWriter html, PlayResult result)
    {
        if (result.Instances.Count == 0)
        {
            return;
        }

        var open = result.Instances.Count <= MostOpen ? " open=\"open\"" : string.Empty;
        html.Constant("<section><details");
        html.Constant(open);
        html.Write($"><summary><h2>{ReportText.Count(result.Instances.Count, "instance")}</h2></summary>\n<div class=\"wide\"><table>");
        html.Constant("<thead><tr><th>Instance</th><th>Service</th><th>Ship</th><th>Outcome</th><th class=\"number\">Took</th><th>Endpoints</th><th>Image</th><th>Container</th></tr></thead>\n<tbody>\n");
        var took = result.Steps.Where(s => s.Step.Service.Length > 0).ToLookup(s => s.Step.Subject, s => s.Duration, StringComparer.Ordinal);
        var endpoints = result.Endpoints.ToLookup(e => e.Instance, StringComparer.Ordinal);
        foreach (var instance in Shown(result.Instances))
        {
            WriteRow(html, instance, took[instance.Name].Aggregate(TimeSpan.Zero, (sum, t) => sum + t), [.. endpoints[instance.Name]]);
        }

        html.Constant("</tbody></table></div>\n");
        if (result.Instances.Count > Most)
        {
            html.Write($"<p class=\"more\">… and {result.Instances.Count - Most} more; the last line of events.jsonl has them all.</p>\n");
        }

        html.Constant("</details></section>\n");
    }

    // Where there are too many, what went wrong goes first.
    private static IEnumerable<InstanceResult> Shown(IReadOnlyList<InstanceResult> instances)
        => instances.Count <= Most ? instances : instances.OrderBy(i => i.Succeeded).Take(Most);

    private static void WriteRow(HtmlWriter html, InstanceResult instance, TimeSpan took, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        var tone = instance.Error is not null ? "bad" : instance.Succeeded ? "good" : "odd";
        html.Write($"<tr class=\"{tone}\"><td><b>{instance.Name}</b></td><td>{instance.Service}</td><td>{instance.Ship}</td><td class=\"outcome\">{instance.Outcome}</td>");
        html.Write($"<td class=\"number\">{(took > TimeSpan.Zero ? ReportText.Duration(took) : string.Empty)}</td><td>");
        foreach (var endpoint in endpoints.Take(MostEndpoints))
        {
            html.Write($"<div>{endpoint.PortName} <code>{Host(endpoint.Host)}:{endpoint.Port}</code>{(endpoint.Protocol == "tcp" ? string.Empty : $"/{endpoint.Protocol}")}</div>");
        }

        var container = instance.ContainerId.AsSpan(0, Math.Min(ShortId, instance.ContainerId.Length));
        html.Write($"</td><td><code>{instance.Image}</code></td><td><code>{container}</code></td></tr>\n");
    }

    private static string Host(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
