using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a stop or a kill: what is up goes down, what requires others before them.</summary>
internal sealed class StopPlanner(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var stops = new StopSteps(environment, play, graph, plan);
        foreach (var instance in stops.InOrder.Where(selection.Contains))
        {
            plan.Stand(instance, fleet.ContainerOf(instance), "down");
        }

        var stopping = stops.Add(i => selection.Contains(i) ? CauseOf(i, fleet) : null, first: []);
        new LeftBehind(play, graph, plan).WarnAboutDependants([.. stopping.Keys], fleet);
    }

    /// <returns>Why the instance is stopped; null when there is nothing to stop.</returns>
    public static string? CauseOf(Instance instance, ObservedFleet fleet) => fleet.ContainerOf(instance) switch
    {
        { IsUp: true } up => up.StateWord,
        null when fleet.Ship(instance.Ship).Problem is not null => "ship did not answer",
        _ => null,
    };
}
