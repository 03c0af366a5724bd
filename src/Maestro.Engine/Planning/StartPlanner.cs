using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a start: what is down starts after what it requires; what is up is checked when something that requires it starts.</summary>
internal sealed class StartPlanner(MaestroEnvironment environment, Play play, ContainerSpecs specs, DependencyGraph graph, PlanBuilder plan)
{
    private readonly PullSteps _pulls = new(environment, plan);
    private readonly NetworkSteps _networks = new(environment, plan);
    private readonly StepGates _gates = new(graph.Forward);

    /// <exception cref="MaestroException">What no step can mend keeps an instance from starting.</exception>
    public void Plan(Selection selection, ObservedFleet fleet)
    {
        PullSteps.RefuseMissing(MadeAnew(play, selection, fleet), fleet);
        _networks.Check(Starting(selection, fleet), fleet);
        var selected = selection.Instances.ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
        var starting = Starting(selection, fleet).Select(graph.NodeOf);
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

    /// <summary>The instances that a start starts.</summary>
    public static IEnumerable<Instance> Starting(Selection selection, ObservedFleet fleet) => selection.Instances.Where(i => !IsUp(i, fleet));

    /// <summary>The instances whose containers a start makes anew.</summary>
    public static IEnumerable<Instance> MadeAnew(Play play, Selection selection, ObservedFleet fleet)
        => Starting(selection, fleet).Where(i => !play.Reuse || fleet.ContainerOf(i) is null);

    private static bool IsUp(Instance instance, ObservedFleet fleet) => fleet.ContainerOf(instance) is { IsUp: true };

    private IReadOnlyList<int> PlanInstance(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before, bool required)
    {
        var container = fleet.ContainerOf(instance);
        if (container is not { IsUp: true })
        {
            return [PlanStart(instance, container, fleet, before)];
        }

        plan.Stand(instance, container, specs.IsOutdated(instance, container) ? "up (outdated)" : "up");
        var cause = container.State == ContainerState.Restarting ? "restarting" : "something that requires it starts";
        var check = container.State == ContainerState.Restarting || (required && !play.IgnoreDependencies);
        return check && instance.Lifecycle.Running.Count > 0 ? [AddCheck(instance, cause, [])] : [];
    }

    private int PlanStart(Instance instance, ObservedContainer? container, ObservedFleet fleet, IReadOnlyList<int> before)
    {
        plan.Stand(instance, container, "started");
        var reuse = play.Reuse && container is not null;
        List<int> needs = [.. before];
        if (!reuse && PullSteps.CauseFor(instance, play, fleet) is { } cause)
        {
            needs.Add(_pulls.For(instance, cause));
        }

        needs.AddRange(_networks.For(instance, fleet));

        var start = plan.Add(new StartStep(instance, container, reuse)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = container is null ? "no container" : container.StateWord,
            Needs = [.. needs.Order()],
        });
        return instance.Lifecycle.Running.Count == 0 ? start : AddCheck(instance, "it has just started", [start]);
    }

    private int AddCheck(Instance instance, string cause, IReadOnlyList<int> needs)
        => plan.Add(new CheckStep(instance)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = cause,
            Needs = needs,
        });
}
