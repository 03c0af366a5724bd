using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Variables;

namespace Maestro.Engine.Planning;

/// <summary>Decides the steps of a play from the file and from what the ships have shown. Pure: same input, same plan.</summary>
/// <param name="environment">The environment.</param>
/// <param name="play">What is asked for.</param>
/// <param name="specs">What the containers should be.</param>
/// <param name="firstNumber">The number of the plan's first step.</param>
internal sealed class Planner(MaestroEnvironment environment, Play play, ContainerSpecs specs, int firstNumber = 1)
{
    private readonly DependencyGraph _graph = new(environment);
    private readonly PlanBuilder _plan = new(environment, play, firstNumber);

    /// <summary>The time, for which copies are expired; null to leave them alone.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <exception cref="MaestroException">A container that is none of this environment's is in the way.</exception>
    public Plan Plan(Selection selection, ObservedFleet fleet)
    {
        if (play.Starts || play.TakesDown || play.Kind == PlayKind.Clean)
        {
            RefuseForeignContainers(selection, fleet);
        }

        switch (play.Kind)
        {
            case PlayKind.Pull:
                PlanPulls(selection, "asked for");
                break;
            case PlayKind.Start:
                new StartPlanner(environment, play, specs, _graph, _plan).Plan(selection, fleet);
                break;
            case PlayKind.Restart:
                new RestartPlanner(environment, play, specs, _graph, _plan).Plan(selection, fleet);
                break;
            case PlayKind.Stop or PlayKind.Kill:
                new StopPlanner(environment, play, _graph, _plan).Plan(selection, fleet);
                break;
            case PlayKind.Down:
                new DownPlanner(environment, play, _graph, _plan).Plan(selection, fleet);
                break;
            case PlayKind.Clean:
                new CleanPlanner(environment, play, _graph, _plan).Plan(selection, fleet);
                break;
            default:
                PlanNothing(selection, fleet);
                break;
        }

        WarnAboutCopies(selection, fleet);
        if (Now is { } now && play.Kind is PlayKind.Start or PlayKind.Down)
        {
            var sweeping = new Sweeping(environment, _plan);
            if (play.Kind == PlayKind.Start)
            {
                sweeping.WarnIfOver(fleet, now);
            }

            sweeping.Plan(fleet, now);
        }

        return _plan.Build();
    }

    /// <summary>The pulls that must be done before it can be told what has changed; null when none must.</summary>
    public Plan? Prefetch(Selection selection)
    {
        if (play is not { Kind: PlayKind.Restart, RefreshImages: true, OnlyIfChanged: true })
        {
            return null;
        }

        PlanPulls(selection, "refresh asked for");
        return _plan.Build();
    }

    /// <summary>The images whose presence decides the plan, by ship.</summary>
    public static IEnumerable<(string Ship, ImageReference Image)> ImagesToLookFor(Play play, Selection selection, ObservedFleet fleet)
        => !play.Starts
            ? []
            : selection.Instances
                .Where(i => fleet.ContainerOf(i) is not { } container || (!play.Reuse && (play.Kind == PlayKind.Restart || !container.IsUp)))
                .Where(i => play.OnlyIfChanged || i.PullPolicy == PullPolicy.Never || (i.PullPolicy == PullPolicy.Missing && !play.RefreshImages))
                .Select(i => (i.Ship, i.Image))
                .Distinct();

    /// <summary>The ships whose networks decide the plan.</summary>
    public static IEnumerable<string> ShipsWhoseNetworksMatter(Play play, ContainerSpecs specs, Selection selection, ObservedFleet fleet)
        => play.Kind switch
        {
            PlayKind.Start => NetworkSteps.ShipsToLookAt(StartPlanner.Starting(specs, selection, fleet)),
            PlayKind.Restart => NetworkSteps.ShipsToLookAt(selection.Instances),
            PlayKind.Down when DownPlanner.TakesAll(specs.Environment, play) => fleet.Ships.Select(s => s.Name),
            PlayKind.Down => selection.Instances.Select(i => i.Ship).Distinct(StringComparer.Ordinal),
            _ => [],
        };

    /// <summary>The ships whose volumes decide the plan.</summary>
    public static IEnumerable<string> ShipsWhoseVolumesMatter(MaestroEnvironment environment, Play play, ObservedFleet fleet)
        => environment.Run is not null && play.Kind == PlayKind.Down ? fleet.Ships.Select(s => s.Name) : [];

    /// <summary>The ships to look at: those of the <see cref="InstancesToLookAt"/>; all of them when a copy goes, since the file may have changed.</summary>
    public static IEnumerable<string> ShipsToLookAt(MaestroEnvironment environment, Play play, Selection selection)
        => DownPlanner.TakesAll(environment, play)
            ? environment.Ships.Select(s => s.Name)
            : InstancesToLookAt(environment, play, selection).Select(i => i.Ship).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The instances whose ships must be looked at: the selected ones, those that may lose a dependency, those that they require, and
    /// those whose ports Docker has chosen when selected ones are told of them.
    /// </summary>
    public static IEnumerable<Instance> InstancesToLookAt(MaestroEnvironment environment, Play play, Selection selection)
    {
        var graph = new DependencyGraph(environment);
        var minds = !play.Only && !play.IgnoreDependencies;
        IEnumerable<Instance> dependants = play.TakesDown && minds ? graph.WithDependantsOf(selection.Instances) : [];
        IEnumerable<Instance> dependencies = play.Starts && minds ? graph.WithDependencies(selection.Instances.Select(graph.NodeOf)) : [];
        IEnumerable<Instance> toldOf = play.Starts ? WithChosenPorts(environment, selection) : [];
        return selection.Instances.Union(dependants).Union(dependencies).Union(toldOf);
    }

    private static IEnumerable<Instance> WithChosenPorts(MaestroEnvironment environment, Selection selection)
    {
        var variables = new InstanceVariables(environment);

        // In a copy, peers are told of each other's ports, although these were chosen.
        return selection.Instances.Select(i => i.Service).Distinct(StringComparer.Ordinal)
            .SelectMany(s => environment.Run is null ? variables.VisibleServices(environment.Service(s)) : variables.VisibleServices(environment.Service(s)).Append(s))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(s => environment.Service(s).Instances)
            .Where(i => i.Ports.Any(p => p.External.IsChosen));
    }

    private void RefuseForeignContainers(Selection selection, ObservedFleet fleet)
    {
        List<Diagnostic> inTheWay = [.. selection.Instances
            .Where(i => fleet.ContainerOf(i)?.BelongsTo(environment) == false)
            .Select(i => Diagnostic.Error(
                DiagnosticCodes.NameTaken,
                $"Ship {i.Ship} has a container named {i.ContainerName} that {Whose(fleet.ContainerOf(i)!.Owner)}. Rename the instance, or remove that container.",
                i.Location))];
        if (inTheWay.Count > 0)
        {
            throw new MaestroException(inTheWay);
        }
    }

    private void WarnAboutCopies(Selection selection, ObservedFleet fleet)
    {
        if (environment.Run is not null && play.Kind is PlayKind.Status or PlayKind.Stop or PlayKind.Kill or PlayKind.Clean or PlayKind.Down
            && KnownCopies.WarningFor(environment, fleet) is { } unknown)
        {
            _plan.Warn(unknown);
        }

        foreach (var warning in play.Starts || play.Kind == PlayKind.Validate ? CopyWarnings.Of(environment, selection.Instances) : [])
        {
            _plan.Warn(warning);
        }
    }

    private static string Whose(Owner? owner) => owner is null ? "is none of Maestro's" : $"belongs to {owner}";

    private void PlanPulls(Selection selection, string cause)
    {
        var pulls = new PullSteps(environment, _plan);
        foreach (var instance in selection.Instances)
        {
            var isPulled = instance.PullPolicy != PullPolicy.Never;
            _plan.Stand(instance, null, isPulled ? "done" : "never pulled");
            if (isPulled)
            {
                pulls.For(instance, cause);
            }
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
        if (container?.BelongsTo(environment) == false)
        {
            return $"down (name taken by {container.Owner?.Short ?? "something else"})";
        }

        var isDone = container is not null && specs.IsDone(instance, container);
        var word = fleet.Ship(instance.Ship).Problem is not null ? "unreachable" : StatusText.Describe(container, isDone);
        if (container is not null && (container.Name != instance.ContainerName || fleet.LeftoverOf(instance, environment) is not null))
        {
            word = $"{word} (replacement unfinished)";
        }

        return container is not null && specs.IsOutdated(instance, container) ? $"{word} (outdated)" : word;
    }
}
