using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Html;

/// <summary>When the steps of a play began and ended, and what each waited for last.</summary>
internal sealed class StepTimes
{
    private readonly Dictionary<int, StepOutcome> _steps;
    private readonly Dictionary<int, IReadOnlyList<int>> _needs;
    private readonly Dictionary<IReadOnlyList<int>, StepOutcome?> _lastOf = new(ReferenceEqualityComparer.Instance);

    public StepTimes(PlayResult result)
    {
        _steps = result.Steps.ToDictionary(s => s.Step.Number);
        _needs = result.Plan.Steps.ToDictionary(s => s.Step.Number, s => s.Needs);
    }

    public static DateTimeOffset? End(StepOutcome step) => step.StartedAt + step.Duration;

    /// <summary>Of the steps that a step needs, the one that ended last; its own pull and networks aside.</summary>
    public StepOutcome? LastNeed(int step)
    {
        var needs = NeedsOf(step);
        var own = Later(Own(needs).Select(Begun).Where(s => s is not null && !Prepares(s.Step.Kind)));
        return needs is JoinedNeeds joined ? Later([LastOf(joined.Shared), own]) : own;
    }

    /// <summary>The pull and the networks that a step alone needs, as far as they were begun.</summary>
    public IEnumerable<StepOutcome> Preparations(int step) => Own(NeedsOf(step)).Select(Begun).OfType<StepOutcome>().Where(s => Prepares(s.Step.Kind));

    private IReadOnlyList<int> NeedsOf(int step) => _needs.GetValueOrDefault(step, []);

    // Those of a thousand instances are looked at once, not a thousand times.
    private StepOutcome? LastOf(IReadOnlyList<int> needs)
        => _lastOf.TryGetValue(needs, out var last) ? last : _lastOf[needs] = Later(needs.Select(Begun));

    private StepOutcome? Begun(int step) => _steps.GetValueOrDefault(step) is { StartedAt: not null } begun ? begun : null;

    private static StepOutcome? Later(IEnumerable<StepOutcome?> steps) => steps.OfType<StepOutcome>().MaxBy(End);

    private static IReadOnlyList<int> Own(IReadOnlyList<int> needs) => needs is JoinedNeeds joined ? joined.Own : needs;

    private static bool Prepares(StepKind kind) => kind is StepKind.Pull or StepKind.CreateNetwork;
}
