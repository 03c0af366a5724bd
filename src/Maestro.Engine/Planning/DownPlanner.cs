using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans the end of an environment: what is up stops, dependants first; every container is removed once it is down.</summary>
internal sealed class DownPlanner(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var stops = new StopSteps(environment, play, graph, plan);
        var stopping = stops.Add(i => selection.Contains(i) ? StopPlanner.CauseOf(i, fleet) : null, first: []);
        foreach (var instance in stops.InOrder.Where(selection.Contains))
        {
            PlanRemoval(instance, fleet, stopping);
        }

        // Whatever else an environment makes on its ships goes here, once the containers are gone.
        new LeftBehind(play, graph, plan).WarnAboutDependants([.. stopping.Keys], fleet);
    }

    private void PlanRemoval(Instance instance, ObservedFleet fleet, IReadOnlyDictionary<Instance, int> stopping)
    {
        var container = fleet.ContainerOf(instance);
        var isStopping = stopping.TryGetValue(instance, out var stop);
        plan.Stand(instance, container, container is null ? "absent" : "removed");
        if (container is null && !isStopping)
        {
            return;
        }

        plan.Add(new RemoveStep(instance)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = isStopping ? "it is down by then" : container!.StateWord,
            Needs = isStopping ? [stop] : [],
            Leftover = fleet.LeftoverOf(instance, environment),
            DeletesVolumes = play.Volumes,
        });
    }
}
