using Maestro.Engine.Diagnostics;
using Maestro.Engine.Graph;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a stop: what requires others stops before them.</summary>
internal sealed class StopPlanner(MaestroEnvironment environment, Play play, DirectedGraph<string> graph, PlanBuilder plan)
{
    private readonly ServiceGates _gates = new(graph.PredecessorsOf);

    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var selected = selection.Instances.ToLookup(i => i.Service, StringComparer.Ordinal);
        foreach (var service in graph.SuccessorsFirst().Reverse())
        {
            var before = play.IgnoreDependencies ? [] : _gates.Before(service);
            var last = new List<int>();
            foreach (var instance in selected[service])
            {
                last.AddRange(PlanInstance(instance, fleet, before));
            }

            _gates.Record(service, last, hides: last.Count > 0);
        }

        if (!play.Only && !play.IgnoreDependencies)
        {
            WarnAboutDependants(selection, fleet);
        }
    }

    private IEnumerable<int> PlanInstance(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before)
    {
        var container = fleet.ContainerOf(instance);
        var unknown = fleet.Ship(instance.Ship).Problem is not null;
        plan.Stand(instance, container, "down");
        if (container is not { IsUp: true } && !unknown)
        {
            return [];
        }

        return [plan.Add(new StopStep(instance)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = container is null ? "ship did not answer" : container.StateWord,
            Needs = before,
        })];
    }

    private void WarnAboutDependants(Selection selection, ObservedFleet fleet)
    {
        var stopping = selection.Instances.ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
        var services = selection.Instances.Select(i => i.Service).ToHashSet(StringComparer.Ordinal);
        List<string> left = [.. graph.ReachBackwards(services)
            .Where(s => graph.Reach(graph.SuccessorsOf(s)).Overlaps(services))
            .SelectMany(s => environment.Service(s).Instances)
            .Where(i => !stopping.Contains(i) && fleet.ContainerOf(i) is { IsUp: true })
            .Select(i => i.Name)
            .Order(StringComparer.Ordinal)];
        if (left.Count > 0)
        {
            plan.Warn(Diagnostic.Warning(
                DiagnosticCodes.DependantsLeftRunning,
                $"{string.Join(", ", left)} {(left.Count == 1 ? "goes" : "go")} on running without a service that is stopped. Include dependants with -d, or say 'only' to stop without this warning."));
        }
    }
}
