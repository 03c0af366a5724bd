using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans the end of an environment: what is up stops, dependants first; every container is removed once it is down.</summary>
internal sealed class DownPlanner(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    private readonly Owner _owner = Owner.Of(environment);

    /// <summary>Whether all of a copy goes, what the file no longer knows of it included.</summary>
    public static bool TakesAll(MaestroEnvironment environment, Play play)
        => environment.Run is not null && play is { Kind: PlayKind.Down, Things.Count: 0, ContainerFilter: null, ShipFilter: null };

    public void Plan(Selection selection, ObservedFleet fleet)
    {
        var stops = new StopSteps(environment, play, graph, plan);
        var stopping = stops.Add(i => selection.Contains(i) ? StopPlanner.CauseOf(i, fleet) : null, first: []);
        var removals = stops.InOrder.Where(selection.Contains)
            .SelectMany(i => PlanRemoval(i, fleet, stopping).Select(number => (i.Ship, Number: number)))
            .Concat(TakesAll(environment, play) ? PlanStrays(fleet) : [])
            .ToLookup(r => r.Ship, r => r.Number, StringComparer.Ordinal);
        List<string> ships = [.. TakesAll(environment, play) ? fleet.Ships.Select(s => s.Name) : selection.Instances.Select(i => i.Ship).Distinct(StringComparer.Ordinal)];
        List<string> emptied = [.. ships.Where(s => IsEmptied(s, selection, fleet))];
        new NetworkRemovals(environment, plan).Plan(emptied, fleet, s => [.. removals[s]], "taken down");
        PlanVolumes(emptied, fleet, removals);
        new LeftBehind(play, graph, plan).WarnAboutDependants([.. stopping.Keys], fleet);
        foreach (var ship in ships.Where(s => selection.Instances.All(i => i.Ship != s)).Select(fleet.Ship))
        {
            WarnIfAway(ship);
        }
    }

    // No instance needs the ship any more, and the copy may have had one there.
    private void WarnIfAway(ObservedShip ship)
    {
        if (ship.Problem is { } problem)
        {
            plan.Warn(Diagnostic.Warning(problem.Code, $"{problem.Message} What the copy may have left there is swept when its time is over.", problem.Location));
        }
    }

    // A container that stays, even a stopped one, may need a network again.
    private bool IsEmptied(string ship, Selection selection, ObservedFleet fleet)
        => environment.Instances.Where(i => i.Ship == ship).All(i => selection.Contains(i) || fleet.ContainerOf(i) is null)
            && (environment.Run is null || TakesAll(environment, play) || !Strays(ship, fleet).Any());

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
            DeletesVolumes = play.Volumes || environment.Run is not null,
        })];
    }

    // The file may have changed since: by its labels everything of the copy is found.
    private IEnumerable<(string Ship, int Number)> PlanStrays(ObservedFleet fleet)
        => fleet.Ships.SelectMany(s => Strays(s.Name, fleet).Select(c => (s.Name, plan.Add(new RemoveStrayStep(c)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(s.Name),
            Cause = "the file has no such instance",
        }))));

    private IEnumerable<ObservedContainer> Strays(string ship, ObservedFleet fleet)
    {
        var known = environment.Instances.Where(i => i.Ship == ship)
            .SelectMany(i => new[] { fleet.ContainerOf(i), fleet.LeftoverOf(i, environment) })
            .OfType<ObservedContainer>().Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return fleet.Ship(ship).Containers.Values.Where(c => c.Owner == _owner && !known.Contains(c.Id)).OrderBy(c => c.Name, StringComparer.Ordinal);
    }

    private void PlanVolumes(IEnumerable<string> ships, ObservedFleet fleet, ILookup<string, int> removals)
    {
        foreach (var (ship, volume) in ships.SelectMany(s => fleet.Ship(s).Volumes.Select(v => (s, v))))
        {
            plan.Add(new RemoveVolumeStep(volume)
            {
                Number = plan.NextNumber,
                Ship = environment.Ship(ship),
                Cause = "taken down",
                Needs = [.. removals[ship]],
            });
        }
    }
}
