using System.Globalization;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting;

/// <summary>The table of instances that ends a play: number, instance, service, ship, container, status.</summary>
public static class InstanceTable
{
    private const int ShortIdLength = 7;
    private const int ShortImageLength = 12;
    private const string Indent = "       ";
    private const int NumberWidth = 3;
    private const int Gap = 2;
    private static readonly string[] Header = ["INSTANCE", "SERVICE", "SHIP", "CONTAINER", "STATUS"];
    private static readonly string[] HeaderWithHosts = ["INSTANCE", "SERVICE", "ADDRESS", "CONTAINER", "STATUS"];

    // Narrow terminals cost the first columns first; what happened is never cut.
    private static readonly int[] Shrinkable = [0, 2, 1];
    private const int Narrowest = 8;

    /// <summary>The table as lines, header first, without colours.</summary>
    /// <param name="result">The play.</param>
    /// <param name="width">Characters per line; 0 for as wide as the content.</param>
    /// <param name="showHosts">Whether ships are shown by their addresses instead of their names.</param>
    public static IReadOnlyList<string> Render(PlayResult result, int width = 0, bool showHosts = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<string[]> rows = [showHosts ? HeaderWithHosts : Header, .. result.Instances.Select(i => Row(i, showHosts ? i.Address : i.Ship))];
        var widths = Enumerable.Range(0, Header.Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        Shrink(widths, width);
        return [.. rows.SelectMany((row, number) => number == 0 ? [Line(row, number, widths)] : Details(result.Instances[number - 1]).Prepend(Line(row, number, widths)))];
    }

    // Of a full status alone.
    private static IEnumerable<string> Details(InstanceResult instance)
    {
        if (instance.ImageId.Length > 0)
        {
            var since = (instance.StartedAt ?? instance.FinishedAt)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            yield return $"{Indent}image {instance.Image} ({ShortImage(instance.ImageId)}){(since is null ? string.Empty : $", since {since}")}";
        }

        foreach (var port in instance.Ports)
        {
            var state = port.State switch { PortState.Up => "up", PortState.Down => "down", _ => "unknown" };
            yield return string.Create(CultureInfo.InvariantCulture, $"{Indent}port {port.Name} {(port.Port is { } number ? number : "auto")}/{port.Protocol} {state}");
        }
    }

    private static string ShortImage(string id)
    {
        var digits = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return digits.Length > ShortImageLength ? digits[..ShortImageLength] : digits;
    }

    private static string[] Row(InstanceResult instance, string ship)
        => [instance.Name, instance.Service, ship, $"{instance.Tag}:{ShortId(instance.ContainerId)}", instance.Outcome];

    private static string ShortId(string id) => id.Length > ShortIdLength ? id[..ShortIdLength] : id.Length == 0 ? "-" : id;

    private static void Shrink(int[] widths, int width)
    {
        var excess = width <= 0 ? 0 : NumberWidth + 1 + widths.Sum(w => w + Gap) - width;
        foreach (var column in Shrinkable)
        {
            var cut = Math.Clamp(excess, 0, Math.Max(0, widths[column] - Narrowest));
            widths[column] -= cut;
            excess -= cut;
        }
    }

    private static string Line(string[] row, int number, int[] widths)
    {
        var first = number == 0 ? "  # " : string.Create(CultureInfo.InvariantCulture, $"{number,NumberWidth}.");
        var cells = row.Select((cell, column) => Cut(cell, widths[column]).PadRight(widths[column]));
        return $"{first} {string.Join(new string(' ', Gap), cells)}".TrimEnd();
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "…");
}
