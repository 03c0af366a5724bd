using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Finds services that require each other in a circle, be it through the volumes of each other's instances.</summary>
internal sealed class DependencyCycles
{
    private readonly IReadOnlyList<ServiceDraft> _services;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<(int Service, BoundNode Place, bool ByVolumes)>[] _needs;

    private DependencyCycles(IReadOnlyList<ServiceDraft> services, InstanceIndex index)
    {
        _services = services;
        for (var i = 0; i < services.Count; i++)
        {
            _numbers[services[i].Name] = i;
        }

        _needs = [.. services.Select(s => NeedsOf(s, index))];
    }

    /// <summary>Reports a cycle through each service that is on one, one report for all services on it.</summary>
    /// <returns>Whether there is none.</returns>
    public static bool Report(IReadOnlyList<ServiceDraft> services, InstanceIndex index) => new DependencyCycles(services, index).Report();

    private bool Report()
    {
        var circles = Circles.Find([.. _needs.Select(n => n.Select(e => e.Service).ToArray())]);
        foreach (var circle in circles)
        {
            Report(circle);
        }

        return circles.Count == 0;
    }

    private void Report(IReadOnlyList<int> circle)
    {
        var edges = circle.Select((service, i) => (From: service, Edge: _needs[service].First(n => n.Service == circle[(i + 1) % circle.Count]))).ToList();
        var byVolumes = edges.Where(e => e.Edge.ByVolumes).Select(e => $" {_services[e.From].Name} needs {_services[e.Edge.Service].Name} by 'volumes_from'.").Take(1);
        edges[0].Edge.Place.Error(
            DiagnosticCodes.DependencyCycle,
            $"Services require each other in a circle: {CyclePath.Of(circle.Select(s => _services[s].Name))}. Take one 'requires' out of it, or make it 'wants_info'.{string.Concat(byVolumes)}");
    }

    private List<(int Service, BoundNode Place, bool ByVolumes)> NeedsOf(ServiceDraft service, InstanceIndex index)
    {
        var needs = service.Requires.Where(r => _numbers.ContainsKey(r.Name)).Select(r => (_numbers[r.Name], r.Place, false)).ToList();
        needs.AddRange(index.VolumeServicesOf(service).Select(v => (_numbers[v.Service], v.Place, true)));
        return needs;
    }
}
