using System.Text;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Reporting;

/// <summary>Dependencies as a graph in the language of Graphviz: an arrow leads from a service to what it depends on.</summary>
internal static class DepTreeDot
{
    public static string Render(DependencyTree tree, string title)
    {
        var text = new StringBuilder();
        text.Append("digraph ").Append(Quoted(title)).AppendLine(" {");
        text.AppendLine("  rankdir=LR;");
        text.AppendLine("  node [shape=box, style=rounded, fontname=\"sans-serif\"];");
        text.AppendLine("  edge [fontname=\"sans-serif\", fontsize=10];");
        foreach (var service in tree.Services())
        {
            text.Append("  ").Append(Quoted(service.Name)).AppendLine(service.Omit ? " [color=gray];" : ";");
        }

        foreach (var edge in tree.Edges())
        {
            text.Append("  ").Append(Quoted(edge.From)).Append(" -> ").Append(Quoted(edge.To)).AppendLine(Attributes(edge.Kind));
        }

        return text.Append('}').ToString().ReplaceLineEndings("\n");
    }

    private static string Attributes(DependencyKind kind) => kind switch
    {
        DependencyKind.VolumesFrom => " [style=bold, color=blue, label=\"volumes from\"];",
        DependencyKind.Link => " [color=darkgreen, label=\"link\"];",
        DependencyKind.WantsInfo => " [style=dashed, color=gray, label=\"wants info\", constraint=false];",
        _ => ";",
    };

    private static string Quoted(string text)
        => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
