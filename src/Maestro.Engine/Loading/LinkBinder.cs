using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>A link with the place that names the other instance.</summary>
internal sealed record LinkDraft(Reference Instance, string Alias);

/// <summary>Reads Docker links.</summary>
internal static class LinkBinder
{
    public static IReadOnlyList<LinkDraft> Bind(BoundNode links)
    {
        var drafts = new List<LinkDraft>();
        foreach (var link in links.Entries("a mapping of instances to aliases, such as {db-1: db}") ?? [])
        {
            if (link.Text("the name by which the other instance is known") is not { } alias)
            {
                continue;
            }

            if (alias.Length == 0 || alias.Any(c => c == ':' || char.IsWhiteSpace(c)))
            {
                link.Error(DiagnosticCodes.InvalidValue, $"Expected a host name without ':' and blanks; found {link.Describe()}.");
            }

            drafts.Add(new LinkDraft(new Reference(link.Name, link, IsKey: true), alias));
        }

        if (drafts.Count > 0)
        {
            links.Warn(DiagnosticCodes.Deprecated, "Links are legacy in Docker; 'requires' hands over the same addresses, across ships too.");
        }

        return drafts;
    }
}
