using System.Globalization;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting;

/// <summary>The steps that bounded a play: the one that ended last, the one that it waited for longest, and so on back to the beginning.</summary>
public sealed class SlowestChain
{
    private const int MostLinks = 6;
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMilliseconds(100);

    private SlowestChain(IReadOnlyList<ChainLink> links, IReadOnlySet<int> steps) => (Links, Steps) = (links, steps);

    /// <summary>The links, the first to begin first; none when no step began.</summary>
    public IReadOnlyList<ChainLink> Links { get; }

    /// <summary>The numbers of the steps that the links are made of.</summary>
    internal IReadOnlySet<int> Steps { get; }

    /// <summary>Whether it says more than how long the play took.</summary>
    public bool IsWorthTelling => Links.Count > 1 || Links.Any(l => l.Waited >= WorthTelling);

    /// <summary>Finds the chain of a play that has ended.</summary>
    /// <param name="result">The play.</param>
    public static SlowestChain Of(PlayResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var begun = result.Steps.Where(s => s.StartedAt is not null).ToDictionary(s => s.Step.Number);
        if (begun.Count == 0)
        {
            return new SlowestChain([], new HashSet<int>());
        }

        var needs = result.Plan.Steps.ToDictionary(s => s.Step.Number, s => s.Needs);
        var start = begun.Values.Min(s => s.StartedAt!.Value);
        List<(StepOutcome Step, TimeSpan Waited)> chain = [];
        for (var step = Last(begun.Values); step is not null;)
        {
            var before = Last(needs.GetValueOrDefault(step.Step.Number, []).Where(begun.ContainsKey).Select(n => begun[n]));
            var waited = step.StartedAt!.Value - (before is null ? start : End(before));
            chain.Add((step, waited > TimeSpan.Zero ? waited : TimeSpan.Zero));
            step = before;
        }

        chain.Reverse();
        return new SlowestChain(Join(chain), chain.Select(c => c.Step.Step.Number).ToHashSet());
    }

    /// <summary>Such as <c>db-1 (12.0 s) → migrate-1 (20.1 s) → api-1 (8.4 s)</c>; of a long chain the slowest links.</summary>
    public override string ToString()
    {
        var told = Links.Index().OrderByDescending(l => l.Item.Waited + l.Item.Duration).Take(MostLinks).Select(l => l.Index).ToHashSet();
        List<string> words = [];
        foreach (var (index, link) in Links.Index())
        {
            if (told.Contains(index))
            {
                words.Add(Describe(link));
            }
            else if (words.Count == 0 || words[^1] != "…")
            {
                words.Add("…");
            }
        }

        return string.Join(" → ", words);
    }

    private static DateTimeOffset End(StepOutcome step) => step.StartedAt!.Value + step.Duration;

    // Of several that end at the same moment the first of the plan, so that the same run tells the same chain.
    private static StepOutcome? Last(IEnumerable<StepOutcome> steps) => steps.OrderBy(s => s.Step.Number).MaxBy(End);

    private static List<ChainLink> Join(List<(StepOutcome Step, TimeSpan Waited)> chain)
    {
        List<ChainLink> links = [];
        foreach (var (step, waited) in chain)
        {
            var identity = step.Step;
            if (links.Count > 0 && links[^1] is var last && last.Subject == identity.Subject && last.Ship == identity.Ship)
            {
                links[^1] = last with { Waited = last.Waited + waited, Duration = last.Duration + step.Duration };
            }
            else
            {
                links.Add(new ChainLink(identity.Kind, identity.Subject, identity.Ship, waited, step.Duration));
            }
        }

        return links;
    }

    private static string Describe(ChainLink link)
    {
        var what = link.Kind == StepKind.Pull ? $"pull of {link.Subject}" : link.Subject;
        var waited = link.Waited >= WorthTelling ? string.Create(CultureInfo.InvariantCulture, $", after {link.Waited.TotalSeconds:0.0} s for its turn") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{what} ({link.Duration.TotalSeconds:0.0} s{waited})");
    }
}
