using System.Globalization;

namespace Maestro.Cli.Live;

/// <summary>Chooses the columns that fit a terminal. What an instance is called, how it is and what it waits for comes before where it is.</summary>
internal static class LiveColumns
{
    /// <summary>Between two columns.</summary>
    public const int Gap = 2;

    private const int LongestName = 24;
    private const int ShortestName = 8;
    private const int LongestPlace = 16;
    private const int StateWidth = 10;
    private const int TimeWidth = 6;
    private const int ShortestDetail = 22;

    // The last column of a terminal stays empty: some wrap as soon as it is written to.
    private const int Margin = 1;

    /// <param name="instances">All instances of the play, so that the widths do not change with the rows shown.</param>
    /// <param name="width">Characters per line.</param>
    public static IReadOnlyList<LiveColumn> For(IReadOnlyList<LiveInstance> instances, int width)
    {
        var order = new LiveColumn("#", Digits(instances.Count), r => r.Order.ToString(CultureInfo.InvariantCulture));
        var name = Column("INSTANCE", instances.Select(i => i.Planned.Name), LongestName, r => r.Instance);
        var state = new LiveColumn("STATE", StateWidth, r => r.State);
        var time = new LiveColumn("TIME", TimeWidth, r => r.Elapsed is { } elapsed ? LiveText.Elapsed(elapsed, r.Phase is not (LivePhase.Active or LivePhase.Waiting)) : string.Empty);
        var left = width - Margin - order.Width - name.Width - state.Width - time.Width - (3 * Gap);
        if (left < 0)
        {
            name = name with { Width = Math.Max(ShortestName, name.Width + left) };
            return [order, name, state, time];
        }

        var ship = Column("SHIP", instances.Select(i => i.Planned.Ship), LongestPlace, r => r.Ship);
        var service = Column("SERVICE", instances.Select(i => i.Planned.Service), LongestPlace, r => r.Service);
        var container = Column("CONTAINER", instances.Select(i => $"{i.Planned.Tag}:1234567"), LongestPlace, r => r.Container);
        List<LiveColumn> extras = [];
        foreach (var extra in new[] { ship, service, container })
        {
            if (left - extra.Width - Gap < ShortestDetail + Gap)
            {
                break;
            }

            extras.Add(extra);
            left -= extra.Width + Gap;
        }

        var places = new[] { service, ship, container }.Where(extras.Contains);
        var detail = left - Gap > 0 ? [new LiveColumn("WAITS FOR", left - Gap, r => r.Detail)] : Array.Empty<LiveColumn>();
        return [order, name, .. places, state, time, .. detail];
    }

    private static LiveColumn Column(string header, IEnumerable<string> cells, int most, Func<LiveRow, string> cell)
        => new(header, Math.Min(most, Math.Max(header.Length, cells.Select(c => c.Length).DefaultIfEmpty().Max())), cell);

    private static int Digits(int count) => Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length);
}
