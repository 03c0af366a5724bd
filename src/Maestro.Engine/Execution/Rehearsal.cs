using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>The result of a play that took none of its steps.</summary>
internal static class Rehearsal
{
    /// <param name="plan">The plan.</param>
    /// <param name="before">The steps that would come before it, or null.</param>
    /// <param name="nothingDone">The result of the plan without outcomes.</param>
    public static PlayResult Tell(Plan plan, Plan? before, PlayResult nothingDone)
    {
        var steps = plan.Steps.Where(s => s.Instance is not null && s.Kind != StepKind.Check).ToLookup(s => s.Instance!.Name, s => s.Kind, StringComparer.Ordinal);
        return nothingDone with
        {
            IsDryRun = true,
            Plan = PlanDescription.Of(plan, before),
            Instances = [.. nothingDone.Instances.Select(i => i with { Outcome = Outcome(i, [.. steps[i.Name]]) })],
        };

        string Outcome(InstanceResult instance, HashSet<StepKind> kinds)
            => plan.Play.Kind == PlayKind.Pull && plan.Environment.Instance(instance.Name).PullPolicy != PullPolicy.Never ? "would be pulled" : WordFor(instance.Outcome, kinds);
    }

    private static string WordFor(string word, HashSet<StepKind> steps)
        => steps.Count == 0 ? word
            : steps.Contains(StepKind.Remove) ? "would be removed"
            : steps.Contains(StepKind.Start) ? steps.Contains(StepKind.Stop) ? "would be restarted" : "would be started"
            : steps.Contains(StepKind.Kill) ? "would be killed"
            : "would be stopped";
}
