using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans a restart: all that is needed is fetched, then what is up stops, dependants first, then all starts, dependencies first.</summary>
/// <remarks>
/// An instance that nothing of the play must precede stops and starts in one turn, so that a limit of instances at work makes a restart of
/// its service a rolling one. The others go down in one turn and come up in another: in between, what they require restarts.
/// </remarks>
internal sealed class RestartPlanner(MaestroEnvironment environment, Play play, ContainerSpecs specs, DependencyGraph graph, PlanBuilder plan)
{
    private readonly StartSteps _steps = new(environment, play, plan);
    private readonly StepGates _gates = new(graph.Forward);

    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var causes = new RestartCauses(play, specs, graph).Of(selection, fleet);
        List<Instance> starting = [.. selection.Instances.Where(i => causes.ContainsKey(i) || IsDown(i, fleet))];
        _steps.Check(starting, fleet);
        var stranded = Stranded(selection, fleet);
        var preparations = starting.ToDictionary<Instance, Instance, IReadOnlyList<int>>(
            i => i, i => stranded.Contains(i) ? [] : _steps.Prepare(i, fleet), ReferenceEqualityComparer.Instance);
        var checks = PlanChecks(selection, starting, fleet);
        List<int> first = [.. preparations.Values.Concat(checks.Values).SelectMany(n => n).Distinct().Order()];
        var stops = new StopSteps(environment, play, graph, plan).Add(i => stranded.Contains(i) ? null : causes.GetValueOrDefault(i), first);
        var rests = new Dictionary<IReadOnlyList<int>, IReadOnlyList<int>>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Forward.SuccessorsFirst())
        {
            if (node.Instance is not { } instance)
            {
                _gates.PassEnd(node);
                continue;
            }

            IReadOnlyList<int> before = play.IgnoreDependencies ? [] : _gates.Before(node);
            IReadOnlyList<int> last = stops.TryGetValue(instance, out var stop) ? [PlanRestart(instance, fleet, stop, Rest(before))]
                : preparations.TryGetValue(instance, out var preparation) ? [PlanStart(instance, fleet, before, preparation)]
                : PlanRest(instance, selection, fleet, checks);
            _gates.Pass(node, last, hides: preparations.ContainsKey(instance));
        }

        var leftBehind = new LeftBehind(play, graph, plan);
        leftBehind.WarnAboutDependants([.. stops.Keys], fleet);
        leftBehind.WarnAboutDependencies(starting, selection, fleet, specs);

        // One list for all who wait for the same steps, as the gates hand it out.
        IReadOnlyList<int> Rest(IReadOnlyList<int> before)
            => rests.TryGetValue(before, out var rest) ? rest : rests[before] = [.. before.Except(first)];
    }

    // What requires something on a ship that did not answer could not come up again, so it is not taken down.
    private HashSet<Instance> Stranded(Selection selection, ObservedFleet fleet)
    {
        List<Instance> lost = [.. selection.Instances.Where(i => fleet.Ship(i.Ship).Problem is not null)];
        return (play.IgnoreDependencies ? lost : graph.WithDependantsOf(lost)).ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
    }

    // A job that has done its work runs again, unless it is only about what has changed.
    private bool IsDown(Instance instance, ObservedFleet fleet)
        => fleet.ContainerOf(instance) is not { } container || !(container.IsUp || (play.OnlyIfChanged && specs.IsDone(instance, container)));

    private static bool IsUp(Instance instance, ObservedFleet fleet) => fleet.ContainerOf(instance) is { IsUp: true };

    // What stays up is checked before anything that requires it goes down.
    private Dictionary<Instance, IReadOnlyList<int>> PlanChecks(Selection selection, List<Instance> starting, ObservedFleet fleet)
    {
        var checks = new Dictionary<Instance, IReadOnlyList<int>>(ReferenceEqualityComparer.Instance);
        if (play.IgnoreDependencies)
        {
            return checks;
        }

        var required = graph.WithDependencies(starting.Select(graph.NodeOf)).ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
        foreach (var instance in selection.Instances.Where(i => required.Contains(i) && IsUp(i, fleet)).Except(starting))
        {
            checks[instance] = _steps.AddCheck(instance, "something that requires it restarts");
        }

        return checks;
    }

    private int PlanStart(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before, IReadOnlyList<int> prepared)
    {
        plan.Stand(instance, fleet.ContainerOf(instance), StartSteps.WordFor(instance));
        return _steps.AddStart(instance, fleet, before, [.. prepared.Except(before)]);
    }

    private IReadOnlyList<int> PlanRest(Instance instance, Selection selection, ObservedFleet fleet, Dictionary<Instance, IReadOnlyList<int>> checks)
    {
        if (selection.Contains(instance))
        {
            plan.Stand(instance, fleet.ContainerOf(instance), "up to date");
        }

        return checks.GetValueOrDefault(instance, []);
    }

    // The stop waits, by itself or through others, for all that comes first.
    private int PlanRestart(Instance instance, ObservedFleet fleet, StopSteps.Span stop, IReadOnlyList<int> before)
    {
        plan.Stand(instance, fleet.ContainerOf(instance), StartSteps.WordFor(instance, "restarted"));
        var inOneTurn = before.Count == 0;
        if (!inOneTurn)
        {
            plan.Change<Step>(stop.First, s => s with { IsPaced = false });
        }

        return _steps.AddStart(
            instance,
            fleet,
            JoinedNeeds.Of(before, [stop.Last]),
            prepared: [],
            cause: "it is down by then",
            delay: play.StopStartDelay,
            turn: inOneTurn ? null : $"{instance.Name}, up again");
    }
}
