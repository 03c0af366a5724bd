using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Which services depend on which, seen from those that are selected.</summary>
internal sealed class DependencyTree
{
    private readonly MaestroEnvironment _environment;

    public DependencyTree(MaestroEnvironment environment, Selection selection)
    {
        _environment = environment;
        Roots = [.. selection.Instances.Select(i => i.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The selected services, by name.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <summary>The services that must be up before that one, without those that only these require; by name.</summary>
    public IReadOnlyList<string> DependenciesOf(string service)
        => [.. EdgesFrom(service)
            .Where(e => e.Kind is DependencyKind.Requires or DependencyKind.VolumesFrom && e.To != service)
            .Select(e => e.To).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The roots and all that they depend on, and the services that any of these wants info of; in the order of the file.</summary>
    public IReadOnlyList<Service> Services()
    {
        var drawn = Dependencies();
        drawn.UnionWith([.. drawn.SelectMany(EdgesFrom).Select(e => e.To)]);
        return [.. _environment.Services.Where(s => drawn.Contains(s.Name))];
    }

    /// <summary>What ties the roots and all that they depend on to others.</summary>
    public IReadOnlyList<DependencyEdge> Edges()
    {
        var from = Dependencies();
        return [.. _environment.Services.Where(s => from.Contains(s.Name)).SelectMany(s => EdgesFrom(s.Name))];
    }

    private HashSet<string> Dependencies()
    {
        var seen = new HashSet<string>(Roots, StringComparer.Ordinal);
        var pending = new Stack<string>(Roots);
        while (pending.TryPop(out var service))
        {
            foreach (var edge in EdgesFrom(service).Where(e => e.Kind != DependencyKind.WantsInfo && seen.Add(e.To)))
            {
                pending.Push(edge.To);
            }
        }

        return seen;
    }

    private IEnumerable<DependencyEdge> EdgesFrom(string name)
    {
        var service = _environment.Service(name);
        return service.Requires.Select(r => new DependencyEdge(name, r, DependencyKind.Requires))
            .Concat(service.Instances.SelectMany(i => i.VolumesFrom).Select(v => new DependencyEdge(name, ServiceOf(v), DependencyKind.VolumesFrom)))
            .Concat(service.Instances.SelectMany(i => i.Links).Select(l => new DependencyEdge(name, ServiceOf(l.Instance), DependencyKind.Link)))
            .Concat(service.WantsInfo.Select(w => new DependencyEdge(name, w, DependencyKind.WantsInfo)))
            .Distinct();
    }

    private string ServiceOf(string instance) => _environment.Instance(instance).Service;
}

/// <summary>A service that is tied to another, or to itself where its instances are tied to each other.</summary>
internal sealed record DependencyEdge(string From, string To, DependencyKind Kind);
