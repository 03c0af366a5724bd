using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Tells a plan to those who only see events.</summary>
internal static class PlanDescription
{
    /// <param name="plan">The plan.</param>
    /// <param name="before">The steps that were taken before it was made, or null.</param>
    public static PlayPlan Of(Plan plan, Plan? before = null) => new()
    {
        Instances = [.. plan.Standings.Select(Describe)],
        Steps = [.. (before?.Steps ?? []).Concat(plan.Steps).Select(s => new PlannedStep(StepIdentities.Of(s), s.Cause, s.Needs))],
    };

    private static PlannedInstance Describe(Standing standing) => new()
    {
        Name = standing.Instance.Name,
        Service = standing.Instance.Service,
        Ship = standing.Instance.Ship,
        Image = PullStep.SubjectOf(standing.Instance.Image, standing.Instance.Platform),
        Tag = PlayResults.TagOf(standing),
        ContainerId = standing.Container?.Id ?? string.Empty,
        Outcome = standing.Word,
    };
}
