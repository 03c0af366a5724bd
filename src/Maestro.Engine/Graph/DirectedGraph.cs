namespace Maestro.Engine.Graph;

/// <summary>Nodes and edges that keep the order in which they were added.</summary>
internal sealed class DirectedGraph<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _indexes;
    private readonly List<T> _nodes = [];
    private readonly List<List<int>> _successors = [];
    private readonly List<List<int>> _predecessors = [];

    public DirectedGraph(IEqualityComparer<T>? comparer = null) => _indexes = new Dictionary<T, int>(comparer);

    public IReadOnlyList<T> Nodes => _nodes;

    public void AddNode(T node) => IndexOf(node);

    public void AddEdge(T from, T to)
    {
        var (source, target) = (IndexOf(from), IndexOf(to));
        _successors[source].Add(target);
        _predecessors[target].Add(source);
    }

    public IEnumerable<T> SuccessorsOf(T node) => _successors[_indexes[node]].Select(i => _nodes[i]);

    public IEnumerable<T> PredecessorsOf(T node) => _predecessors[_indexes[node]].Select(i => _nodes[i]);

    /// <summary>The given nodes and everything that can be reached from them.</summary>
    public IReadOnlySet<T> Reach(IEnumerable<T> from) => Walk(from, _successors);

    /// <summary>The given nodes and everything that can reach them.</summary>
    public IReadOnlySet<T> ReachBackwards(IEnumerable<T> from) => Walk(from, _predecessors);

    /// <summary>The nodes, each after all its successors; among equals in the order in which they were added.</summary>
    /// <exception cref="InvalidOperationException">The graph has a cycle.</exception>
    public IReadOnlyList<T> SuccessorsFirst()
    {
        var unmet = _successors.ConvertAll(s => s.Count);
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, _nodes.Count).Where(i => unmet[i] == 0).Select(i => (i, i)));
        var order = new List<T>(_nodes.Count);
        while (ready.TryDequeue(out var index, out _))
        {
            order.Add(_nodes[index]);
            foreach (var predecessor in _predecessors[index])
            {
                if (--unmet[predecessor] == 0)
                {
                    ready.Enqueue(predecessor, predecessor);
                }
            }
        }

        return order.Count == _nodes.Count ? order : throw new InvalidOperationException("The graph has a cycle.");
    }

    private HashSet<T> Walk(IEnumerable<T> from, List<List<int>> neighbours)
    {
        var seen = new HashSet<T>(_indexes.Comparer);
        var pending = new Stack<int>();
        foreach (var node in from)
        {
            Visit(_indexes[node]);
        }

        while (pending.TryPop(out var index))
        {
            neighbours[index].ForEach(Visit);
        }

        return seen;

        void Visit(int index)
        {
            if (seen.Add(_nodes[index]))
            {
                pending.Push(index);
            }
        }
    }

    private int IndexOf(T node)
    {
        if (!_indexes.TryGetValue(node, out var index))
        {
            index = _nodes.Count;
            _indexes.Add(node, index);
            _nodes.Add(node);
            _successors.Add([]);
            _predecessors.Add([]);
        }

        return index;
    }
}
