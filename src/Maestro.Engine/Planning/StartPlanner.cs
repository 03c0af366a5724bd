using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a start: what is down starts after what it requires; what is up is checked when something that requires it starts.</summary>
internal sealed class StartPlanner(MaestroEnvironment environment, Play play, ContainerSpecs specs, DependencyGraph graph, PlanBuilder plan)
{
    private readonly PullSteps _pulls = new(environment, plan);
    private readonly CheckSteps _checks = new(environment, plan);
    private readonly StepGates _gates = new(graph.Forward);

    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var selected = selection.Instances.ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
        var starting = selection.Instances.Where(i => !IsUp(i, fleet) && !IsDone(i, fleet.ContainerOf(i))).Select(graph.NodeOf);
        var required = graph.Forward.Reach(starting.SelectMany(graph.Forward.SuccessorsOf).Distinct());
        foreach (var node in graph.Forward.SuccessorsFirst())
        {
            if (node.Instance is not { } instance)
            {
                _gates.PassEnd(node);
                continue;
            }

            IReadOnlyList<int> before = play.IgnoreDependencies ? [] : _gates.Before(node);
            IReadOnlyList<int> last = selected.Contains(instance) ? PlanInstance(instance, fleet, before, required.Contains(node)) : [];

            // A check of what is up already waits for nothing, so it hides nothing.
            _gates.Pass(node, last, hides: last.Count > 0 && !IsUp(instance, fleet));
        }
    }

    private static bool IsUp(Instance instance, ObservedFleet fleet) => fleet.ContainerOf(instance) is { IsUp: true };

    private IReadOnlyList<int> PlanInstance(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before, bool required)
    {
        var container = fleet.ContainerOf(instance);
        if (container is not { IsUp: true })
        {
            return IsDone(instance, container) ? LeaveDone(instance, container!) : PlanStart(instance, container, fleet, before);
        }

        plan.Stand(instance, container, specs.IsOutdated(instance, container) ? "up (outdated)" : "up");
        var cause = container.State == ContainerState.Restarting ? "restarting" : "something that requires it starts";
        var check = container.State == ContainerState.Restarting || (required && !play.IgnoreDependencies);
        return check ? _checks.Add(instance, LifecycleState.Running, cause, []) : [];
    }

    // A job that has done its work is as good as a service that is up.
    private bool IsDone(Instance instance, ObservedContainer? container) => container is not null && specs.IsDone(instance, container);

    private IReadOnlyList<int> LeaveDone(Instance instance, ObservedContainer container)
    {
        plan.Stand(instance, container, "done");
        return [];
    }

    private IReadOnlyList<int> PlanStart(Instance instance, ObservedContainer? container, ObservedFleet fleet, IReadOnlyList<int> before)
    {
        var cause = container is null ? "no container" : container.StateWord;
        plan.Stand(instance, container, instance.Lifecycle.IsJob ? "completed" : "started");
        var reuse = play.Reuse && container is not null;
        List<int> needs = [.. _checks.Add(instance, LifecycleState.PreStart, cause, before)];
        if (!reuse && (play.RefreshImages || !fleet.HasImage(instance.Ship, instance.Image)))
        {
            needs.Add(_pulls.For(instance, play.RefreshImages ? "refresh asked for" : "image is not there"));
        }

        var start = plan.Add(new StartStep(instance, container, reuse)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = cause,
            Needs = [.. needs.Order()],
        });
        return _checks.Add(instance, LifecycleState.Running, "it has just started", [start]);
    }
}
