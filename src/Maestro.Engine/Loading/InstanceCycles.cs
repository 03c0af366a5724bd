using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Finds instances that wait for each other in a circle, through links, volumes, networks and what their services require.</summary>
/// <remarks>For files whose services require each other in no circle.</remarks>
internal sealed class InstanceCycles
{
    private readonly List<InstanceDraft> _instances;
    private readonly InstanceIndex _index;
    private readonly int[][] _edges;

    // Nodes: the instances, then for each service its beginning, which its instances wait for, and its end, which waits for them.
    private InstanceCycles(IReadOnlyList<ServiceDraft> services, InstanceIndex index)
    {
        _instances = [.. services.SelectMany(s => s.Instances)];
        _index = index;
        var instances = new Dictionary<InstanceDraft, int>(ReferenceEqualityComparer.Instance);
        _instances.ForEach(i => instances.Add(i, instances.Count));
        var beginnings = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            beginnings.TryAdd(service.Name, _instances.Count + (2 * beginnings.Count));
        }

        _edges = new int[_instances.Count + (2 * services.Count)][];
        Array.Fill(_edges, []);
        foreach (var instance in _instances)
        {
            _edges[instances[instance]] = [beginnings[instance.Service], .. index.NeedsOf(instance).Select(n => instances[n.Instance])];
        }

        foreach (var service in services)
        {
            var beginning = beginnings[service.Name];
            var required = service.Requires.Select(r => r.Name).Concat(index.VolumeServicesOf(service).Select(v => v.Service));
            _edges[beginning] = [.. required.Where(beginnings.ContainsKey).Select(r => beginnings[r] + 1)];
            _edges[beginning + 1] = [beginning, .. service.Instances.Select(i => instances[i])];
        }
    }

    public static void Report(IReadOnlyList<ServiceDraft> services, InstanceIndex index)
    {
        if (services.SelectMany(s => s.Instances).Any(i => index.NeedsOf(i).Any()))
        {
            new InstanceCycles(services, index).Report();
        }
    }

    private void Report()
    {
        foreach (var circle in Circles.Find(_edges))
        {
            Report([.. circle.Where(n => n < _instances.Count).Select(n => _instances[n])]);
        }
    }

    private void Report(List<InstanceDraft> circle)
    {
        var by = circle.SelectMany((instance, i) => _index.NeedsOf(instance).Where(n => n.Instance == circle[(i + 1) % circle.Count])).First().By;
        by.Error(
            DiagnosticCodes.DependencyCycle,
            $"Instances wait for each other in a circle: {CyclePath.Of(circle.Select(i => i.Name))}. An instance starts after those that it links to, or shares volumes or a network with.");
    }
}
