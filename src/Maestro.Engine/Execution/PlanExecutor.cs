using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Takes the steps of a plan, each as soon as all that it needs are done. It decides nothing.</summary>
/// <remarks>
/// Every step counts down its unmet needs and runs when none is left, so the work is linear in steps and edges. After a failure what is
/// in flight ends, and what needs it, or everything else if the play says so, is blocked.
/// </remarks>
internal sealed class PlanExecutor(IStepRunner runner, EventPump events, TimeProvider time)
{
    /// <param name="plan">The plan.</param>
    /// <param name="tokens">End it before its time.</param>
    /// <param name="blocker">A step of an earlier plan that failed and keeps all of this one from beginning, or null.</param>
    /// <param name="unreachable">Ships that did not answer, and why: their steps fail without being tried. None when null.</param>
    /// <returns>One outcome per step, in the order of the plan.</returns>
    public async Task<IReadOnlyList<StepOutcome>> ExecuteAsync(Plan plan, PlayTokens tokens, Step? blocker = null, IReadOnlyDictionary<string, Diagnostic>? unreachable = null)
    {
        if (plan.Steps.Count == 0)
        {
            return [];
        }

        using var limits = new ExecutionLimits(plan.Play, time);
        using var run = new PlanRun(plan, limits, tokens, runner, events, time, blocker);
        run.Begin(unreachable ?? new Dictionary<string, Diagnostic>());
        return await run.Outcomes.ConfigureAwait(false);
    }
}
