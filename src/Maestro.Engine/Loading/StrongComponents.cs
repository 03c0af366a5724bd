namespace Maestro.Engine.Loading;

/// <summary>Groups the nodes of a graph so that two are in one group exactly if each leads to the other (Tarjan, without recursion).</summary>
internal static class StrongComponents
{
    private const int Unseen = -1;

    /// <summary>The group of each node, by number.</summary>
    public static int[] Find(int[][] edges)
    {
        var search = new Search(edges);
        for (var node = 0; node < edges.Length; node++)
        {
            search.From(node);
        }

        return search.Component;
    }

    private sealed class Search(int[][] edges)
    {
        private readonly int[] _index = Filled(edges.Length);
        private readonly int[] _low = new int[edges.Length];
        private readonly int[] _nextEdge = new int[edges.Length];
        private readonly Stack<int> _open = new();
        private int _counter;
        private int _components;

        public int[] Component { get; } = Filled(edges.Length);

        public void From(int root)
        {
            if (_index[root] != Unseen)
            {
                return;
            }

            var path = new Stack<int>();
            Enter(root, path);
            while (path.TryPeek(out var node))
            {
                if (_nextEdge[node] < edges[node].Length)
                {
                    Follow(node, edges[node][_nextEdge[node]++], path);
                }
                else
                {
                    path.Pop();
                    Leave(node, path);
                }
            }
        }

        private void Enter(int node, Stack<int> path)
        {
            _index[node] = _low[node] = _counter++;
            _open.Push(node);
            path.Push(node);
        }

        private void Follow(int node, int target, Stack<int> path)
        {
            if (_index[target] == Unseen)
            {
                Enter(target, path);
            }
            else if (Component[target] == Unseen)
            {
                _low[node] = Math.Min(_low[node], _index[target]);
            }
        }

        private void Leave(int node, Stack<int> path)
        {
            if (path.TryPeek(out var parent))
            {
                _low[parent] = Math.Min(_low[parent], _low[node]);
            }

            if (_low[node] == _index[node])
            {
                int member;
                do
                {
                    member = _open.Pop();
                    Component[member] = _components;
                }
                while (member != node);
                _components++;
            }
        }

        private static int[] Filled(int length)
        {
            var values = new int[length];
            Array.Fill(values, Unseen);
            return values;
        }
    }
}
