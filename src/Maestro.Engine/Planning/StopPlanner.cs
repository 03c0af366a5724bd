using Maestro.Engine.Diagnostics;
using Maestro.Engine.Graph;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a stop: what requires others stops before them.</summary>
internal sealed class StopPlanner(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    private readonly DirectedGraph<OrderNode> _order = graph.Backward();
    private readonly CheckSteps _checks = new(environment, plan);

    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var selected = selection.Instances.ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
        var gates = new StepGates(_order);
        foreach (var node in _order.SuccessorsFirst())
        {
            if (node.Instance is not { } instance)
            {
                gates.PassEnd(node);
                continue;
            }

            IReadOnlyList<int> before = play.IgnoreDependencies ? [] : gates.Before(node);
            IReadOnlyList<int> steps = selected.Contains(instance) ? PlanInstance(instance, fleet, before) : [];
            gates.Pass(node, steps, hides: steps.Count > 0);
        }

        if (!play.Only && !play.IgnoreDependencies)
        {
            WarnAboutDependants(selection, fleet);
        }
    }

    private IReadOnlyList<int> PlanInstance(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before)
    {
        var container = fleet.ContainerOf(instance);
        var unknown = fleet.Ship(instance.Ship).Problem is not null;
        plan.Stand(instance, container, "down");
        if (container is not { IsUp: true } && !unknown)
        {
            return [];
        }

        var cause = container is null ? "ship did not answer" : container.StateWord;
        var needs = _checks.Add(instance, LifecycleState.PreStop, cause, before);
        var stop = plan.Add(new StopStep(instance)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = cause,
            Needs = needs,
        });
        return _checks.Add(instance, LifecycleState.Stopped, "it has just stopped", [stop]);
    }

    private void WarnAboutDependants(Selection selection, ObservedFleet fleet)
    {
        var stopping = selection.Instances.ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
        List<string> left = [.. graph.WithDependantsOf(selection.Instances)
            .Where(i => !stopping.Contains(i) && fleet.ContainerOf(i) is { IsUp: true })
            .Select(i => i.Name)
            .Order(StringComparer.Ordinal)];
        if (left.Count > 0)
        {
            plan.Warn(Diagnostic.Warning(
                DiagnosticCodes.DependantsLeftRunning,
                $"{string.Join(", ", left)} {(left.Count == 1 ? "goes" : "go")} on running without a service that is stopped. Stop them too (with dependencies), or say that it is on purpose (only)."));
        }
    }
}
