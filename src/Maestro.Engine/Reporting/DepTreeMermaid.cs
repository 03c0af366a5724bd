using System.Globalization;
using System.Text;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Reporting;

/// <summary>Dependencies as a graph in the language of Mermaid: an arrow leads from a service to what it depends on.</summary>
internal static class DepTreeMermaid
{
    public static string Render(DependencyTree tree)
    {
        var services = tree.Services();

        // Names of services may be words of Mermaid, such as "end": nodes have numbers, names are their labels.
        var nodes = services.Select((s, i) => (s.Name, Node: string.Create(CultureInfo.InvariantCulture, $"s{i + 1}"))).ToDictionary(s => s.Name, s => s.Node, StringComparer.Ordinal);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var service in services)
        {
            text.Append("  ").Append(nodes[service.Name]).Append("[\"").Append(Escaped(service.Name)).Append("\"]\n");
        }

        foreach (var edge in tree.Edges())
        {
            text.Append("  ").Append(nodes[edge.From]).Append(' ').Append(Arrow(edge.Kind)).Append(' ').Append(nodes[edge.To]).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Arrow(DependencyKind kind) => kind switch
    {
        DependencyKind.VolumesFrom => "==>|volumes from|",
        DependencyKind.Link => "-->|link|",
        DependencyKind.WantsInfo => "-.->|wants info|",
        _ => "-->",
    };

    private static string Escaped(string text) => text.Replace("\"", "#quot;", StringComparison.Ordinal);
}
