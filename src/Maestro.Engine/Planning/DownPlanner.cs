using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans the end of an environment: what is up stops, dependants first; every container is removed once it is down.</summary>
internal sealed class DownPlanner(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var stops = new StopSteps(environment, play, graph, plan);
        var stopping = stops.Add(i => selection.Contains(i) ? StopPlanner.CauseOf(i, fleet) : null, first: []);
        var removals = stops.InOrder.Where(selection.Contains)
            .SelectMany(i => PlanRemoval(i, fleet, stopping).Select(number => (i.Ship, Number: number)))
            .ToLookup(r => r.Ship, r => r.Number, StringComparer.Ordinal);
        var emptied = selection.Instances.Select(i => i.Ship).Distinct(StringComparer.Ordinal).Where(s => IsEmptied(s, selection, fleet));
        new NetworkRemovals(environment, plan).Plan(emptied, fleet, s => [.. removals[s]], "taken down");
        new LeftBehind(play, graph, plan).WarnAboutDependants([.. stopping.Keys], fleet);
    }

    // A container that stays, even a stopped one, may need a network again.
    private bool IsEmptied(string ship, Selection selection, ObservedFleet fleet)
        => environment.Instances.Where(i => i.Ship == ship).All(i => selection.Contains(i) || fleet.ContainerOf(i) is null);

    private IReadOnlyList<int> PlanRemoval(Instance instance, ObservedFleet fleet, IReadOnlyDictionary<Instance, StopSteps.Span> stopping)
    {
        var container = fleet.ContainerOf(instance);
        var isStopping = stopping.TryGetValue(instance, out var stop);
        plan.Stand(instance, container, container is null ? "absent" : "removed");
        if (container is null && !isStopping)
        {
            return [];
        }

        return [plan.Add(new RemoveStep(instance)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = isStopping ? "it is down by then" : container!.StateWord,
            Needs = isStopping ? [stop.Last] : [],
            Leftover = fleet.LeftoverOf(instance, environment),
            DeletesVolumes = play.Volumes,
        })];
    }
}
