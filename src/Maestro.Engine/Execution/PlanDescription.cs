using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Tells a plan to those who only see events.</summary>
internal static class PlanDescription
{
    public static PlayPlan Of(Plan plan) => new()
    {
        Instances = [.. plan.Standings.Select(Describe)],
        Steps = [.. plan.Steps.Select(s => new PlannedStep(StepIdentities.Of(s), s.Cause, s.Needs))],
    };

    private static PlannedInstance Describe(Standing standing) => new()
    {
        Name = standing.Instance.Name,
        Service = standing.Instance.Service,
        Ship = standing.Instance.Ship,
        Image = standing.Instance.Image.Full,
        Tag = PlayResults.TagOf(standing),
        ContainerId = standing.Container?.Id ?? string.Empty,
        Outcome = standing.Word,
    };
}
