using Maestro.Conformance.Running;

namespace Maestro.Conformance.Comparing;

// When things happened: what must be over before something else begins, and how much went on at once.
internal sealed partial class Comparison
{
    private void CompareOrder()
    {
        var whole = Spans(_run.Calls.Where(c => c.IsAboutContainer));
        ComparePairs("", _golden.Order, whole, portsCount: _golden.Command == "start");
        foreach (var (phase, pairs) in _golden.Phases ?? new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>())
        {
            ComparePairs($" in the {phase} phase", pairs, PhaseSpans(phase), portsCount: phase == "start");
        }
    }

    private void ComparePairs(string where, IReadOnlyList<IReadOnlyList<string>> pairs, Dictionary<string, Span> spans, bool portsCount)
    {
        foreach (var pair in pairs)
        {
            var (first, second) = (pair[0], pair[1]);
            if (!spans.TryGetValue(second, out var later))
            {
                continue;
            }

            if (spans.TryGetValue(first, out var earlier) && earlier.End > later.Begin)
            {
                Differ($"order{where}: {first} must be done before {second} begins");
            }

            if (portsCount && _run.PortsOpen.TryGetValue(first, out var open) && open > later.Begin)
            {
                Differ($"order{where}: {second} began before the ports of {first} were open");
            }
        }
    }

    private void CompareConcurrency()
    {
        if (_golden.Concurrency is not { } limit)
        {
            return;
        }

        IEnumerable<Dictionary<string, Span>> parts = _golden.Phases is null
            ? [Spans(_run.Calls.Where(c => c.IsAboutContainer))]
            : [PhaseSpans("stop"), PhaseSpans("start")];
        var most = parts.SelectMany(spans => spans.Values.Select(s => spans.Values.Count(o => o.Begin <= s.Begin && s.Begin < o.End)))
            .DefaultIfEmpty()
            .Max();
        if (most > limit)
        {
            Differ($"{most} instances at once, expected at most {limit}");
        }
    }

    private Dictionary<string, Span> PhaseSpans(string phase)
        => Spans(_run.Calls.Where(c => phase == "stop" ? c.Operation is "stop" or "kill" : c.Operation is "create" or "start"));

    private static Dictionary<string, Span> Spans(IEnumerable<EngineCall> calls)
        => calls.GroupBy(c => c.Container).ToDictionary(g => g.Key, g => new Span(g.Min(c => c.Begin), g.Max(c => c.End)));

    private sealed record Span(DateTimeOffset Begin, DateTimeOffset End);
}
