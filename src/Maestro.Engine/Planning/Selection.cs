using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The instances that a play acts on: those named, with their dependencies if asked for, after the filters.</summary>
/// <param name="Instances">Dependencies first; among equals in the order of the file.</param>
internal sealed record Selection(IReadOnlyList<Instance> Instances)
{
    private readonly HashSet<Instance> _instances = SetOf(Instances);

    public bool Contains(Instance instance) => _instances.Contains(instance);

    /// <exception cref="MaestroException">A name or a filter matches nothing, or options exclude each other.</exception>
    public static Selection Make(MaestroEnvironment environment, Play play)
    {
        PlayOptions.Check(play);
        var graph = new DependencyGraph(environment);
        var wanted = play.Things.Count == 0 ? Everything(environment, play, graph) : Named(environment, play, graph);
        var filtered = Filter(environment, play, [.. InOrder(graph).Where(wanted.Contains)]);
        return new Selection(filtered);
    }

    private static HashSet<Instance> Everything(MaestroEnvironment environment, Play play, DependencyGraph graph)
    {
        List<Service> services = [.. environment.Services.Where(s => !s.Omit || play.Kind == PlayKind.Status || DownPlanner.TakesAll(environment, play))];
        return play.IgnoreDependencies
            ? SetOf(services.SelectMany(s => s.Instances))
            : Expand(play, graph, services.SelectMany(graph.NodesOf));
    }

    private static HashSet<Instance> Named(MaestroEnvironment environment, Play play, DependencyGraph graph)
    {
        var instances = new HashSet<Instance>(ReferenceEqualityComparer.Instance);
        foreach (var thing in play.Things)
        {
            instances.UnionWith(Resolve(environment, thing));
        }

        return play.WithDependencies ? Expand(play, graph, instances.Select(graph.NodeOf)) : instances;
    }

    private static HashSet<Instance> Expand(Play play, DependencyGraph graph, IEnumerable<OrderNode> nodes)
        => SetOf(play.TakesDown ? graph.WithDependants(nodes) : graph.WithDependencies(nodes));

    private static HashSet<Instance> SetOf(IEnumerable<Instance> instances) => instances.ToHashSet<Instance>(ReferenceEqualityComparer.Instance);

    // An instance goes before a service of the same name.
    private static IReadOnlyList<Instance> Resolve(MaestroEnvironment environment, string thing)
    {
        if (environment.HasInstance(thing))
        {
            return [environment.Instance(thing)];
        }

        if (environment.HasService(thing))
        {
            return environment.Service(thing).Instances;
        }

        var names = environment.Services.Select(s => s.Name).Concat(environment.Instances.Select(i => i.Name));
        throw new MaestroException(Diagnostic.Error(
            DiagnosticCodes.UnknownThing,
            $"'{thing}' is neither a service nor an instance of {environment.Name}.{NearMisses.Hint(thing, names)}"));
    }

    private static IEnumerable<Instance> InOrder(DependencyGraph graph)
        => graph.Forward.SuccessorsFirst().Select(n => n.Instance).OfType<Instance>();

    private static IReadOnlyList<Instance> Filter(MaestroEnvironment environment, Play play, IReadOnlyList<Instance> instances)
    {
        instances = Filter(instances, play.ContainerFilter, "instance", i => i.Name, environment.Instances.Select(i => i.Name));
        return Filter(instances, play.ShipFilter, "ship", i => i.Ship, environment.Ships.Select(s => s.Name));
    }

    private static IReadOnlyList<Instance> Filter(
        IReadOnlyList<Instance> instances, string? pattern, string what, Func<Instance, string> nameOf, IEnumerable<string> names)
    {
        if (pattern is null)
        {
            return instances;
        }

        var glob = new Glob(pattern);
        List<Instance> kept = [.. instances.Where(i => glob.Matches(nameOf(i)))];
        return kept.Count > 0 ? kept : throw new MaestroException(Diagnostic.Error(
            DiagnosticCodes.NothingSelected,
            $"The {what} filter '{pattern}' matches nothing that is selected.{NearMisses.Hint(pattern, names)}"));
    }
}
