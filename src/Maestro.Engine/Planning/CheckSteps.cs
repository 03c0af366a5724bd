using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Adds the steps that run an instance's lifecycle checks.</summary>
internal sealed class CheckSteps(MaestroEnvironment environment, PlanBuilder plan)
{
    /// <summary>Adds the checks of a state, if there are any.</summary>
    /// <param name="turn">The turn that they are part of; null for the instance's own.</param>
    /// <param name="isPaced">Whether a turn that begins with them waits for the delay between steps.</param>
    /// <returns>What must be done before the next step: the checks, or what they would have come after.</returns>
    public IReadOnlyList<int> Add(Instance instance, LifecycleState state, string cause, IReadOnlyList<int> needs, string? turn = null, bool isPaced = true)
        => instance.Lifecycle.Of(state).Count == 0
            ? needs
            : [plan.Add(new CheckStep(instance, state)
            {
                Number = plan.NextNumber,
                Ship = environment.Ship(instance.Ship),
                Cause = cause,
                Needs = needs,
                Turn = turn,
                IsPaced = isPaced,
            })];
}
