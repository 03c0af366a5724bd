using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a start: what is down starts after what it requires; what is up is checked when something that requires it starts.</summary>
internal sealed class StartPlanner(MaestroEnvironment environment, Play play, ContainerSpecs specs, DependencyGraph graph, PlanBuilder plan)
{
    private readonly StartSteps _steps = new(environment, play, specs, plan);
    private readonly StepGates _gates = new(graph.Forward);

    /// <exception cref="MaestroException">What no step can mend keeps an instance from starting.</exception>
    public void Plan(Selection selection, ObservedFleet fleet)
    {
        List<Instance> starting = [.. Starting(specs, selection, fleet)];
        _steps.Check(starting, fleet);
        var required = graph.Forward.Reach(starting.Select(graph.NodeOf).SelectMany(graph.Forward.SuccessorsOf).Distinct());
        foreach (var node in graph.Forward.SuccessorsFirst())
        {
            if (node.Instance is not { } instance)
            {
                _gates.PassEnd(node);
                continue;
            }

            IReadOnlyList<int> before = play.IgnoreDependencies ? [] : _gates.Before(node);
            IReadOnlyList<int> last = selection.Contains(instance) ? PlanInstance(instance, fleet, before, required.Contains(node)) : [];

            // A check of what is up already waits for nothing, so it hides nothing.
            _gates.Pass(node, last, hides: last.Count > 0 && !IsUp(instance, fleet));
        }

        new LeftBehind(play, graph, plan).WarnAboutDependencies(starting, selection, fleet, specs);
    }

    /// <summary>The instances that a start starts. A job that has done its work is as good as a service that is up.</summary>
    public static IEnumerable<Instance> Starting(ContainerSpecs specs, Selection selection, ObservedFleet fleet)
        => selection.Instances.Where(i => fleet.ContainerOf(i) is not { } container || !(container.IsUp || specs.IsDone(i, container)));

    private static bool IsUp(Instance instance, ObservedFleet fleet) => fleet.ContainerOf(instance) is { IsUp: true };

    private IReadOnlyList<int> PlanInstance(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before, bool required)
    {
        var container = fleet.ContainerOf(instance);
        if (container is not { IsUp: true })
        {
            if (container is not null && specs.IsDone(instance, container))
            {
                plan.Stand(instance, container, "done");
                return [];
            }

            plan.Stand(instance, container, StartSteps.WordFor(instance));
            return [_steps.AddStart(instance, fleet, before)];
        }

        plan.Stand(instance, container, specs.IsOutdated(instance, container) ? "up (outdated)" : "up");
        var cause = container.State == ContainerState.Restarting ? "restarting" : "something that requires it starts";
        var check = container.State == ContainerState.Restarting || (required && !play.IgnoreDependencies);
        return check ? _steps.AddCheck(instance, cause) : [];
    }
}
