using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Finds services that require each other in a circle. Nothing here recurses: chains may be as long as a file.</summary>
internal sealed class DependencyCycles
{
    private const int MostReported = 20;
    private const int LongestPath = 50;

    private readonly IReadOnlyList<ServiceDraft> _services;
    private readonly int[][] _requires;
    private readonly int[] _component;

    private DependencyCycles(IReadOnlyList<ServiceDraft> services)
    {
        _services = services;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < services.Count; i++)
        {
            numbers[services[i].Name] = i;
        }

        _requires = [.. services.Select(s => s.Requires.Where(r => numbers.ContainsKey(r.Name)).Select(r => numbers[r.Name]).ToArray())];
        _component = StrongComponents.Find(_requires);
    }

    /// <summary>Reports a cycle through each service that is on one, one report for all services on it.</summary>
    public static void Report(IReadOnlyList<ServiceDraft> services) => new DependencyCycles(services).Report();

    private void Report()
    {
        var sizes = new int[_services.Count];
        foreach (var component in _component)
        {
            sizes[component]++;
        }

        var named = new bool[_services.Count];
        var reported = 0;
        for (var service = 0; service < _services.Count && reported < MostReported; service++)
        {
            if (!named[service] && (sizes[_component[service]] > 1 || _requires[service].Contains(service)))
            {
                var cycle = ShortestCycle(service);
                cycle.ForEach(s => named[s] = true);
                Report(cycle);
                reported++;
            }
        }
    }

    private void Report(List<int> cycle)
    {
        var names = cycle.Append(cycle[0]).Select(s => _services[s].Name).ToList();
        if (names.Count > LongestPath)
        {
            var left = names.Count - LongestPath;
            names = [.. names.Take(LongestPath - 1), $"({left} more)", names[^1]];
        }

        var next = _services[cycle.Count > 1 ? cycle[1] : cycle[0]].Name;
        var place = _services[cycle[0]].Requires.First(r => r.Name == next).Place;
        place.Error(DiagnosticCodes.DependencyCycle, $"Services require each other in a circle: {string.Join(" → ", names)}. Take one 'requires' out of it, or make it 'wants_info'.");
    }

    // Breadth first within the component, from the service until something requires it again.
    private List<int> ShortestCycle(int start)
    {
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var service))
        {
            foreach (var required in _requires[service])
            {
                if (required == start)
                {
                    return PathTo(start, service, cameFrom);
                }

                if (_component[required] == _component[start] && cameFrom.TryAdd(required, service))
                {
                    queue.Enqueue(required);
                }
            }
        }

        return [start];
    }

    private static List<int> PathTo(int start, int end, Dictionary<int, int> cameFrom)
    {
        var path = new List<int>();
        for (var service = end; service != start; service = cameFrom[service])
        {
            path.Add(service);
        }

        path.Add(start);
        path.Reverse();
        return path;
    }
}
