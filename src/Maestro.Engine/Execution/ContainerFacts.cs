using System.Collections.Concurrent;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>What is known of the containers of a play while it runs: found at its beginning, learnt by its steps.</summary>
internal sealed class ContainerFacts
{
    private readonly ConcurrentDictionary<string, ContainerFact> _facts = new(StringComparer.Ordinal);
    private readonly CopyPorts? _ports;

    /// <param name="fleet">What one look at the ships has shown.</param>
    /// <param name="environment">The environment; containers of others are none of ours.</param>
    /// <param name="ports">The ports of a copy.</param>
    public ContainerFacts(ObservedFleet fleet, MaestroEnvironment environment, CopyPorts? ports = null)
    {
        _ports = ports;
        foreach (var instance in environment.Instances.Where(i => fleet.Knows(i.Ship)))
        {
            if (fleet.ContainerOf(instance) is { } container && container.BelongsTo(environment))
            {
                _facts.TryAdd(instance.Name, new ContainerFact(container.Id, container.StateWord, null, container.Ports));
            }
        }
    }

    public ContainerFact? Of(Instance instance) => _facts.GetValueOrDefault(instance.Name);

    public void Learn(Instance instance, ContainerDetails details)
        => _facts[instance.Name] = new ContainerFact(
            details.Id,
            details.State,
            details.IsRunning ? details.StartedAt : null,
            [.. details.Ports.Where(p => p.External > 0).Select(p => (p.Exposed, p.Protocol, p.External))]);

    public void Learn(Instance instance, string state)
    {
        if (_facts.TryGetValue(instance.Name, out var fact))
        {
            _facts[instance.Name] = fact with { State = state, StartedAt = null, Ports = [] };
        }
    }

    public void Forget(Instance instance) => _facts.TryRemove(instance.Name, out _);

    /// <summary>The port of the ship at which a port is published, or null while it is not known.</summary>
    public int? ExternalPort(Instance instance, PortMapping port)
    {
        var isChosen = port.External.IsChosen || (port.Exposed.IsSingle && !port.External.IsSingle);
        if (!isChosen)
        {
            return port.External.First;
        }

        var chosen = _ports?.Of(instance, port);
        List<int> published = [.. (Of(instance)?.Ports ?? []).Where(p => p.Exposed == port.Exposed.First && p.Protocol == port.Protocol).Select(p => p.External)];
        return published.Count == 0 || (chosen is { } known && published.Contains(known)) ? chosen : published[0];
    }
}

/// <summary>What is known of one container.</summary>
internal sealed record ContainerFact(
    string Id, string State, DateTimeOffset? StartedAt, IReadOnlyList<(int Exposed, string Protocol, int External)> Ports);
