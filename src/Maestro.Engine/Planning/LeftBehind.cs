using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Warns about what a play leaves out although order would have it in: dependants that go on running, dependencies that do not run.</summary>
internal sealed class LeftBehind(Play play, DependencyGraph graph, PlanBuilder plan)
{
    /// <param name="goingDown">What the play takes down.</param>
    public void WarnAboutDependants(IReadOnlyList<Instance> goingDown, ObservedFleet fleet)
    {
        if (play.Only || play.IgnoreDependencies)
        {
            return;
        }

        var known = SetOf(goingDown);
        var left = Names(graph.WithDependantsOf(goingDown).Where(i => !known.Contains(i) && IsUp(i, fleet)));
        if (left.Count > 0)
        {
            plan.Warn(Diagnostic.Warning(
                DiagnosticCodes.DependantsLeftRunning,
                $"{string.Join(", ", left)} {(left.Count == 1 ? "goes" : "go")} on running without a service that is {Doing()}. Take them along (with dependencies), or say that it is on purpose (only)."));
        }
    }

    /// <param name="starting">What the play starts.</param>
    /// <param name="selection">All that the play is about.</param>
    public void WarnAboutDependencies(IReadOnlyList<Instance> starting, Selection selection, ObservedFleet fleet, ContainerSpecs specs)
    {
        if (play.Only || play.IgnoreDependencies)
        {
            return;
        }

        var missing = Names(graph.WithDependencies(starting.Select(graph.NodeOf))
            .Where(i => !selection.Contains(i) && fleet.Knows(i.Ship) && fleet.Ship(i.Ship).Problem is null && !IsUp(i, fleet) && !(fleet.ContainerOf(i) is { } container && specs.IsDone(i, container))));
        if (missing.Count > 0)
        {
            var filtered = play.ContainerFilter is not null || play.ShipFilter is not null;
            plan.Warn(Diagnostic.Warning(
                DiagnosticCodes.DependenciesNotRunning,
                $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} required by what starts, and neither running nor part of the play{(filtered ? ": see the filter" : string.Empty)}. Take them along (with dependencies), or say that it is on purpose (only)."));
        }
    }

    private static bool IsUp(Instance instance, ObservedFleet fleet) => fleet.Knows(instance.Ship) && fleet.ContainerOf(instance) is { IsUp: true };

    private static List<string> Names(IEnumerable<Instance> instances) => [.. instances.Select(i => i.Name).Order(StringComparer.Ordinal)];

    private static HashSet<Instance> SetOf(IEnumerable<Instance> instances) => instances.ToHashSet<Instance>(ReferenceEqualityComparer.Instance);

    private string Doing() => play.Kind switch
    {
        PlayKind.Kill => "killed",
        PlayKind.Restart => "restarted",
        PlayKind.Down => "taken down",
        _ => "stopped",
    };
}
