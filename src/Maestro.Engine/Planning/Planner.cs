using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Decides the steps of a play from the file and from what the ships have shown. Pure: same input, same plan.</summary>
internal sealed class Planner(MaestroEnvironment environment, Play play, ContainerSpecs specs)
{
    private readonly DependencyGraph _graph = new(environment);
    private readonly PlanBuilder _plan = new(environment, play);

    /// <exception cref="MaestroException">A container that is none of this environment's is in the way.</exception>
    public Plan Plan(Selection selection, ObservedFleet fleet)
    {
        if (play.Kind is PlayKind.Start or PlayKind.Stop or PlayKind.Clean)
        {
            RefuseForeignContainers(selection, fleet);
        }

        switch (play.Kind)
        {
            case PlayKind.Pull:
                PlanPulls(selection);
                break;
            case PlayKind.Start:
                new StartPlanner(environment, play, specs, _graph, _plan).Plan(selection, fleet);
                break;
            case PlayKind.Stop:
                new StopPlanner(environment, play, _graph, _plan).Plan(selection, fleet);
                break;
            case PlayKind.Clean:
                new CleanPlanner(environment, play, _graph, _plan).Plan(selection, fleet);
                break;
            default:
                PlanNothing(selection, fleet);
                break;
        }

        return _plan.Build();
    }

    /// <summary>The images whose presence decides the plan, by ship.</summary>
    public static IEnumerable<(string Ship, ImageReference Image)> ImagesToLookFor(Play play, Selection selection, ObservedFleet fleet)
        => play.Kind != PlayKind.Start || play.RefreshImages
            ? []
            : selection.Instances
                .Where(i => fleet.ContainerOf(i) is not { } container || (!container.IsUp && !play.Reuse))
                .Select(i => (i.Ship, i.Image))
                .Distinct();

    /// <summary>
    /// The instances whose ships must be looked at: the selected ones, for a stop those that may lose a dependency, and for a start those
    /// whose ports Docker has chosen, since others are told.
    /// </summary>
    public static IEnumerable<Instance> InstancesToLookAt(MaestroEnvironment environment, Play play, Selection selection) => play.Kind switch
    {
        PlayKind.Stop when !play.Only && !play.IgnoreDependencies => new DependencyGraph(environment).WithDependantsOf(selection.Instances),
        PlayKind.Start => selection.Instances.Union(environment.Instances.Where(i => i.Ports.Any(p => p.External.IsChosen))),
        _ => selection.Instances,
    };

    private void RefuseForeignContainers(Selection selection, ObservedFleet fleet)
    {
        List<Diagnostic> inTheWay = [.. selection.Instances
            .Where(i => fleet.ContainerOf(i)?.BelongsTo(environment.Name) == false)
            .Select(i => Diagnostic.Error(
                DiagnosticCodes.NameTaken,
                $"Ship {i.Ship} has a container named {i.Name} that belongs to the environment '{fleet.ContainerOf(i)!.Owner}'. Rename the instance, or remove that container.",
                i.Location))];
        if (inTheWay.Count > 0)
        {
            throw new MaestroException(inTheWay);
        }
    }

    private void PlanPulls(Selection selection)
    {
        var pulls = new PullSteps(environment, _plan);
        foreach (var instance in selection.Instances)
        {
            _plan.Stand(instance, null, "done");
            pulls.For(instance, "asked for");
        }
    }

    private void PlanNothing(Selection selection, ObservedFleet fleet)
    {
        foreach (var instance in selection.Instances)
        {
            var container = fleet.ContainerOf(instance);
            _plan.Stand(instance, container, play.Kind == PlayKind.Validate ? "valid" : Describe(instance, container, fleet));
        }
    }

    private string Describe(Instance instance, ObservedContainer? container, ObservedFleet fleet)
    {
        if (container?.BelongsTo(environment.Name) == false)
        {
            return $"down (name taken by {container.Owner})";
        }

        var word = fleet.Ship(instance.Ship).Problem is not null ? "unreachable" : StatusText.Describe(container, container is not null && specs.IsDone(instance, container));
        return container is not null && specs.IsOutdated(instance, container) ? $"{word} (outdated)" : word;
    }
}
