using Maestro.Engine.Graph;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a start: what is down starts after what it requires; what is up is checked when something that requires it starts.</summary>
internal sealed class StartPlanner(MaestroEnvironment environment, Play play, ContainerSpecs specs, DirectedGraph<string> graph, PlanBuilder plan)
{
    private readonly PullSteps _pulls = new(environment, plan);
    private readonly ServiceGates _gates = new(graph.SuccessorsOf);

    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var selected = selection.Instances.ToLookup(i => i.Service, StringComparer.Ordinal);
        var starting = selection.Instances.Where(i => !IsUp(i, fleet)).Select(i => i.Service).Distinct(StringComparer.Ordinal);
        var required = graph.Reach(starting.SelectMany(graph.SuccessorsOf).Distinct(StringComparer.Ordinal));
        foreach (var service in graph.SuccessorsFirst())
        {
            var before = play.IgnoreDependencies ? [] : _gates.Before(service);
            var last = new List<int>();
            foreach (var instance in selected[service])
            {
                last.AddRange(PlanInstance(instance, fleet, before, required.Contains(service)));
            }

            // A check of what is up already waits for nothing, so it hides nothing.
            _gates.Record(service, last, hides: selected[service].Any(i => !IsUp(i, fleet)));
        }
    }

    private static bool IsUp(Instance instance, ObservedFleet fleet) => fleet.ContainerOf(instance) is { IsUp: true };

    private IEnumerable<int> PlanInstance(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before, bool required)
    {
        var container = fleet.ContainerOf(instance);
        if (container is not { IsUp: true })
        {
            return [PlanStart(instance, container, fleet, before)];
        }

        var outdated = container.Labels.TryGetValue(ContainerLabels.Hash, out var hash) && hash != specs.HashOf(instance);
        plan.Stand(instance, container, outdated ? "up (outdated)" : "up");
        var cause = container.State == ContainerState.Restarting ? "restarting" : "something that requires it starts";
        var check = container.State == ContainerState.Restarting || (required && !play.IgnoreDependencies);
        return check && instance.Lifecycle.Running.Count > 0 ? [AddCheck(instance, cause, [])] : [];
    }

    private int PlanStart(Instance instance, ObservedContainer? container, ObservedFleet fleet, IReadOnlyList<int> before)
    {
        plan.Stand(instance, container, "started");
        var reuse = play.Reuse && container is not null;
        List<int> needs = [.. before];
        if (!reuse && (play.RefreshImages || !fleet.HasImage(instance.Ship, instance.Image)))
        {
            needs.Add(_pulls.For(instance, play.RefreshImages ? "refresh asked for" : "image is not there"));
        }

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
