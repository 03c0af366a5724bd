using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans the removal of the environment's own networks, those included that an older file defined. What is in use stays.</summary>
/// <remarks>For plays that take an environment down: their ships' networks must have been looked at (<see cref="Planner.ShipsWhoseNetworksMatter"/>).</remarks>
internal sealed class NetworkRemovals(MaestroEnvironment environment, PlanBuilder plan)
{
    /// <summary>Adds a step for each network of the environment on the given ships.</summary>
    /// <param name="ships">Names of the ships.</param>
    /// <param name="fleet">What the ships have shown.</param>
    /// <param name="before">Numbers of the steps that come first on a ship: those that remove its containers.</param>
    /// <param name="cause">Why, such as "taken down".</param>
    public void Plan(IEnumerable<string> ships, ObservedFleet fleet, Func<string, IReadOnlyList<int>> before, string cause)
    {
        foreach (var ship in ships)
        {
            foreach (var network in fleet.Ship(ship).Networks.Values.Where(n => n.Owner == Owner.Of(environment)).OrderBy(n => n.Name, StringComparer.Ordinal))
            {
                plan.Add(new RemoveNetworkStep(network.Name)
                {
                    Number = plan.NextNumber,
                    Ship = environment.Ship(ship),
                    Cause = cause,
                    Needs = before(ship),
                });
            }
        }
    }
}
