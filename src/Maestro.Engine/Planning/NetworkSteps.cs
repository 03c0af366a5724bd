using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The networks that a plan creates: each once per ship, before the first container that needs it.</summary>
internal sealed class NetworkSteps(MaestroEnvironment environment, PlanBuilder plan)
{
    private readonly Dictionary<(string Ship, string Network), int> _numbers = [];

    /// <summary>The ships whose networks decide the plan of a start.</summary>
    public static IEnumerable<string> ShipsToLookAt(IEnumerable<Instance> starting)
        => starting.Where(i => i.Networks.Count > 0).Select(i => i.Ship).Distinct(StringComparer.Ordinal);

    /// <summary>Refuses what no step can mend: networks that somebody else was to make, and names that somebody else has. Warns of what is outdated.</summary>
    /// <exception cref="MaestroException">There is such a network.</exception>
    public void Check(IEnumerable<Instance> starting, ObservedFleet fleet)
    {
        List<(ObservedShip Ship, Network Network)> needed = [.. starting
            .SelectMany(i => i.Networks.Select(n => (fleet.Ship(i.Ship), environment.Network(n.Network))))
            .DistinctBy(n => (n.Item1.Name, n.Item2.Name))];
        List<Diagnostic> problems = [.. needed.Select(n => ProblemOf(n.Ship, n.Network)).OfType<Diagnostic>()];
        if (problems.Count > 0)
        {
            throw new MaestroException(problems);
        }

        needed.ForEach(n => WarnIfOutdated(n.Ship, n.Network));
    }

    /// <returns>The numbers of the steps that create the instance's networks on its ship.</returns>
    public IReadOnlyList<int> For(Instance instance, ObservedFleet fleet)
        => [.. instance.Networks
            .Select(n => environment.Network(n.Network))
            .Where(n => !n.IsExternal && !fleet.Ship(instance.Ship).Networks.ContainsKey(n.ActualName))
            .Select(n => For(instance.Ship, n))];

    private int For(string ship, Network network)
    {
        if (!_numbers.TryGetValue((ship, network.Name), out var number))
        {
            number = plan.Add(new CreateNetworkStep(network)
            {
                Number = plan.NextNumber,
                Ship = environment.Ship(ship),
                Cause = "network is not there",
            });
            _numbers.Add((ship, network.Name), number);
        }

        return number;
    }

    private void WarnIfOutdated(ObservedShip ship, Network network)
    {
        if (!network.IsExternal && ship.Networks.GetValueOrDefault(network.ActualName) is { Hash: { } hash } && hash != NetworkHash.Of(network))
        {
            plan.Warn(Diagnostic.Warning(
                DiagnosticCodes.NetworkOutdated,
                $"The network '{network.ActualName}' on ship {ship.Name} was made from another definition and is used as it is. Remove it and its containers, and the next start makes it anew.",
                network.Location));
        }
    }

    private Diagnostic? ProblemOf(ObservedShip ship, Network network)
    {
        var found = ship.Networks.GetValueOrDefault(network.ActualName);
        return ship.Problem is not null ? null
            : found is null && network.IsExternal ? Diagnostic.Error(
                DiagnosticCodes.NetworkMissing,
                $"Ship {ship.Name} has no network '{network.ActualName}', which the file calls external: make it there (docker network create {network.ActualName}), or take 'external' away.",
                network.Location)
            : found is not null && !network.IsExternal && found.Owner != Owner.Of(environment) ? Taken(ship.Name, network, found.Owner)
            : null;
    }

    /// <summary>The name of a network belongs to somebody else.</summary>
    public static Diagnostic Taken(string ship, Network network, Owner? owner) => Diagnostic.Error(
        DiagnosticCodes.NetworkTaken,
        $"Ship {ship} has a network named '{network.ActualName}' that {(owner is null ? "is none of Maestro's" : $"belongs to {owner}")}. Give '{network.Name}' another 'name', or say 'external: true' to use that one.",
        network.Location);
}
