using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a removal of stopped containers: what is required by others goes before them.</summary>
internal sealed class CleanPlanner(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    private readonly StepGates _gates = new(graph.Forward);

    public void Plan(Selection selection, ObservedFleet fleet)
    {
        foreach (var node in graph.Forward.SuccessorsFirst())
        {
            if (node.Instance is not { } instance)
            {
                _gates.PassEnd(node);
                continue;
            }

            IReadOnlyList<int> before = play.IgnoreDependencies ? [] : _gates.Before(node);
            IReadOnlyList<int> steps = selection.Contains(instance) ? PlanInstance(instance, fleet, before) : [];
            _gates.Pass(node, steps, hides: steps.Count > 0);
        }
    }

    private IReadOnlyList<int> PlanInstance(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before)
    {
        var container = fleet.ContainerOf(instance);
        var leftover = fleet.LeftoverOf(instance, environment);
        var unknown = fleet.Ship(instance.Ship).Problem is not null;
        plan.Stand(instance, container, container is null ? "absent" : container.IsUp ? "skipped" : "removed");
        if (!unknown && leftover is null && container is not { IsUp: false })
        {
            return [];
        }

        return [plan.Add(new RemoveStep(instance)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = container is null ? "ship did not answer" : container.IsUp ? "a killed run left something beside it" : container.StateWord,
            Needs = before,
            RemovesContainer = container is not { IsUp: true },
            Leftover = leftover,
            DeletesVolumes = play.Volumes || environment.Run is not null,
        })];
    }
}
