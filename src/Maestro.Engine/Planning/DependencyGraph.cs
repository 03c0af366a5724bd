using Maestro.Engine.Graph;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>What must be up before what: between whole services, and between single instances.</summary>
/// <remarks>
/// A service has a beginning, which its instances wait for, and an end, which waits for them. A service that requires another, or uses the
/// volumes of one of its instances, has an edge from its beginning to the other's end; links, shared networks and volumes within a service
/// have an edge from instance to instance. So the graph is as small as the file.
/// </remarks>
internal sealed class DependencyGraph
{
    private readonly MaestroEnvironment _environment;
    private readonly DirectedGraph<OrderNode> _graph = new();
    private readonly Dictionary<string, (OrderNode Beginning, OrderNode End)> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderNode> _instances = new(StringComparer.Ordinal);

    public DependencyGraph(MaestroEnvironment environment)
    {
        _environment = environment;
        foreach (var service in environment.Services)
        {
            AddNodes(service);
        }

        foreach (var service in environment.Services)
        {
            AddEdges(service);
        }
    }

    /// <summary>The order in which things come up: what a node leads to goes before it.</summary>
    public DirectedGraph<OrderNode> Forward => _graph;

    /// <summary>The order in which things go down, the last services to come up first: what a node leads to goes before it.</summary>
    public DirectedGraph<OrderNode> Backward()
    {
        var backward = new DirectedGraph<OrderNode>();
        foreach (var end in _graph.SuccessorsFirst().Where(n => _services[n.Service].End == n).Reverse())
        {
            backward.AddNode(end);
            foreach (var instance in _environment.Service(end.Service).Instances)
            {
                backward.AddNode(_instances[instance.Name]);
            }

            backward.AddNode(_services[end.Service].Beginning);
        }

        foreach (var node in _graph.Nodes)
        {
            foreach (var before in _graph.SuccessorsOf(node))
            {
                backward.AddEdge(before, node);
            }
        }

        return backward;
    }

    public OrderNode NodeOf(Instance instance) => _instances[instance.Name];

    public IEnumerable<OrderNode> NodesOf(Service service)
        => service.Instances.Select(NodeOf).Append(_services[service.Name].Beginning).Append(_services[service.Name].End);

    /// <summary>The instances at the given nodes and all that they depend on.</summary>
    public IEnumerable<Instance> WithDependencies(IEnumerable<OrderNode> nodes) => InstancesAmong(_graph.Reach(nodes));

    /// <summary>The given instances and all that depend on them.</summary>
    public IEnumerable<Instance> WithDependantsOf(IEnumerable<Instance> instances) => WithDependants(instances.Select(NodeOf));

    /// <summary>The instances at the given nodes and all that depend on them.</summary>
    public IEnumerable<Instance> WithDependants(IEnumerable<OrderNode> nodes) => InstancesAmong(_graph.ReachBackwards(nodes));

    private static IEnumerable<Instance> InstancesAmong(IEnumerable<OrderNode> nodes) => nodes.Select(n => n.Instance).OfType<Instance>();

    private void AddNodes(Service service)
    {
        var (beginning, end) = (new OrderNode(service.Name, null), new OrderNode(service.Name, null));
        _services.Add(service.Name, (beginning, end));
        _graph.AddNode(beginning);
        foreach (var instance in service.Instances)
        {
            var node = new OrderNode(service.Name, instance);
            _instances.Add(instance.Name, node);
            _graph.AddEdge(node, beginning);
            _graph.AddEdge(end, node);
        }

        _graph.AddEdge(end, beginning);
    }

    private void AddEdges(Service service)
    {
        foreach (var required in service.Requires.Concat(VolumeServicesOf(service)).Distinct(StringComparer.Ordinal))
        {
            _graph.AddEdge(_services[service.Name].Beginning, _services[required].End);
        }

        foreach (var instance in service.Instances)
        {
            foreach (var needed in NeedsOf(instance).Distinct(StringComparer.Ordinal))
            {
                _graph.AddEdge(NodeOf(instance), _instances[needed]);
            }
        }
    }

    private IEnumerable<string> VolumeServicesOf(Service service)
        => service.Instances.SelectMany(i => i.VolumesFrom).Select(s => _environment.Instance(s).Service).Where(s => s != service.Name);

    private IEnumerable<string> NeedsOf(Instance instance)
    {
        var needs = instance.VolumesFrom.Where(s => _environment.Instance(s).Service == instance.Service).Concat(instance.Links.Select(l => l.Instance));
        return instance.Network.SharedContainer is { } container && _environment.HasInstance(container) ? needs.Append(container) : needs;
    }
}
