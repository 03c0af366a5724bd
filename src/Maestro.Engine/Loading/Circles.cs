namespace Maestro.Engine.Loading;

/// <summary>Finds circles in a graph of numbered nodes. Nothing here recurses: chains may be as long as a file.</summary>
internal sealed class Circles
{
    private const int MostReported = 20;

    private readonly int[][] _edges;
    private readonly int[] _component;

    private Circles(int[][] edges)
    {
        _edges = edges;
        _component = StrongComponents.Find(edges);
    }

    /// <summary>A shortest circle through each node that is on one, one circle for all nodes on it; the first twenty.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Find(int[][] edges) => new Circles(edges).Find();

    private List<IReadOnlyList<int>> Find()
    {
        var sizes = new int[_edges.Length];
        foreach (var component in _component)
        {
            sizes[component]++;
        }

        var named = new bool[_edges.Length];
        var circles = new List<IReadOnlyList<int>>();
        for (var node = 0; node < _edges.Length && circles.Count < MostReported; node++)
        {
            if (!named[node] && (sizes[_component[node]] > 1 || _edges[node].Contains(node)))
            {
                var circle = Shortest(node);
                circle.ForEach(n => named[n] = true);
                circles.Add(circle);
            }
        }

        return circles;
    }

    // Breadth first within the component, from the node until something leads to it again.
    private List<int> Shortest(int start)
    {
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var next in _edges[node])
            {
                if (next == start)
                {
                    return PathTo(start, node, cameFrom);
                }

                if (_component[next] == _component[start] && cameFrom.TryAdd(next, node))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return [start];
    }

    private static List<int> PathTo(int start, int end, Dictionary<int, int> cameFrom)
    {
        var path = new List<int>();
        for (var node = end; node != start; node = cameFrom[node])
        {
            path.Add(node);
        }

        path.Add(start);
        path.Reverse();
        return path;
    }
}
