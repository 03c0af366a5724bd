using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Variables;

namespace Maestro.Engine.Planning;

/// <summary>The ports of the ships that a copy has in place of those that the file names.</summary>
/// <remarks>
/// They are chosen before anything starts, so that a container can be told its own ports and those of its peers, as in the environment itself. What a
/// container of the copy has stays. Two copies may choose the same port at the same moment: who comes second chooses again when its container does
/// not start, as long as nobody has been told.
/// </remarks>
internal sealed class CopyPorts
{
    /// <summary>Below the ports from which Linux takes those of outgoing connections, and Docker those that it chooses itself.</summary>
    private const int First = 20000;
    private const int Last = 29999;
    private const int MostMoves = 10;

    private readonly Lock _lock = new();
    private readonly MaestroEnvironment _copy;
    private readonly MaestroEnvironment _original;
    private readonly Dictionary<(string Instance, string Port), int> _chosen = [];
    private readonly Dictionary<string, HashSet<int>> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _moves = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private Func<int, bool> _claim = _ => true;
    private MaestroEnvironment _numbered;

    public CopyPorts(MaestroEnvironment copy)
        => (_copy, _numbered, _original) = (copy, copy, copy.Base ?? throw new ArgumentException("It is no copy.", nameof(copy)));

    /// <summary>The copy with its ports.</summary>
    public MaestroEnvironment Numbered
    {
        get
        {
            lock (_lock)
            {
                return _numbered;
            }
        }
    }

    /// <summary>Chooses ports, once the ships have been looked at.</summary>
    /// <param name="fleet">What the ships have shown.</param>
    /// <param name="claim">Whether a port that is new may be taken: another play on this machine may be about to do so. Null to choose nothing new.</param>
    /// <exception cref="MaestroException">A ship has no port left.</exception>
    public void Choose(ObservedFleet fleet, Func<int, bool>? claim)
    {
        lock (_lock)
        {
            _claim = claim ?? (_ => true);
            NoteTaken(fleet);
            List<PortWish> open = [.. PortWish.All(_original).Where(w => !Keep(w, fleet))];
            (claim is null ? [] : open).ForEach(Choose);
            _told.UnionWith(_copy.Instances.Where(i => IsUp(i, fleet)).Select(i => i.Name));
            _numbered = Number();
        }
    }

    /// <summary>The port of the ship; null where Docker chooses, or nothing is chosen.</summary>
    public int? Of(Instance instance, PortMapping port)
    {
        lock (_lock)
        {
            return _chosen.TryGetValue((instance.Name, port.Name), out var first) ? first : null;
        }
    }

    /// <summary>The copy with its ports, as the instance is told of it: from now on, what it knows stays.</summary>
    public MaestroEnvironment Tell(Instance instance)
    {
        lock (_lock)
        {
            _told.Add(instance.Name);
            return _numbered;
        }
    }

    /// <summary>Those who have been told of an instance's ports, by name.</summary>
    public IReadOnlyList<string> ToldOf(Instance instance)
    {
        lock (_lock)
        {
            return [.. Knowing(instance).Where(_told.Contains)];
        }
    }

    /// <summary>Chooses other ports for an instance, since something else has got one of its own.</summary>
    /// <returns>False when that cannot be done: others have been told, or it was done too often.</returns>
    public bool Move(Instance instance)
    {
        lock (_lock)
        {
            List<PortWish> wishes = [.. PortWish.All(_original).Where(w => w.Instance.Name == instance.Name)];
            _moves[instance.Name] = _moves.GetValueOrDefault(instance.Name) + 1;
            if (ToldOf(instance).Count > 0 || wishes.Count == 0 || _moves[instance.Name] > MostMoves)
            {
                return false;
            }

            // What it had stays among the ports that are taken.
            wishes.ForEach(Choose);
            _numbered = Number();
            return true;
        }
    }

    private static bool IsUp(Instance instance, ObservedFleet fleet) => fleet.Knows(instance.Ship) && fleet.ContainerOf(instance) is { IsUp: true };

    // Those that are told of it: its peers, and the instances of the services that see its own.
    private IEnumerable<string> Knowing(Instance instance)
    {
        var variables = new InstanceVariables(_copy);
        return _copy.Services
            .Where(s => s.Name == instance.Service || variables.VisibleServices(s).Contains(instance.Service, StringComparer.Ordinal))
            .SelectMany(s => s.Instances)
            .Select(i => i.Name)
            .Where(n => n != instance.Name);
    }

    // What others publish, what stopped containers of copies come back with, and what the environment itself publishes when it starts.
    private void NoteTaken(ObservedFleet fleet)
    {
        foreach (var ship in _copy.Ships.Where(s => fleet.Knows(s.Name)))
        {
            var foreign = fleet.Ship(ship.Name).Containers.Values.Where(c => c.Owner != Owner.Of(_copy));
            TakenOn(ship.Address).UnionWith(foreign.SelectMany(c => c.Ports.Select(p => p.External).Concat(PortLabel.Read(c.Labels).Values)));
        }

        foreach (var instance in _original.Instances)
        {
            foreach (var port in instance.Ports.Where(p => EnvironmentCopy.IsFixed(instance, p)))
            {
                TakenOn(_original.Ship(instance.Ship).Address).UnionWith(Enumerable.Range(port.External.First, port.External.Last - port.External.First + 1));
            }
        }
    }

    private bool Keep(PortWish wish, ObservedFleet fleet)
    {
        var instance = _copy.Instance(wish.Instance.Name);
        if (!fleet.Knows(instance.Ship) || fleet.ContainerOf(instance) is not { } container || container.Owner != Owner.Of(_copy))
        {
            return false;
        }

        var kept = PortLabel.Read(container.Labels);
        var first = wish.Names.Where(kept.ContainsKey).Select(n => kept[n]).FirstOrDefault();
        if (first == 0 || (!container.IsUp && Enumerable.Range(first, wish.Count).Any(TakenOn(wish.Address).Contains)))
        {
            return false;
        }

        Take(wish, first);
        return true;
    }

    private void Choose(PortWish wish)
    {
        var places = Last - wish.Count + 1 - First + 1;
        var preferred = wish.Preference(Owner.Of(_copy), First, places);
        var taken = TakenOn(wish.Address);
        var candidates = Enumerable.Range(0, places)
            .Select(i => First + ((preferred - First + i) % places))
            .Where(first => !Enumerable.Range(first, wish.Count).Any(taken.Contains));

        // What others have claimed is better than nothing: they may not want it on this ship.
        var free = candidates.FirstOrDefault(first => Enumerable.Range(first, wish.Count).All(_claim));
        free = free == 0 ? candidates.FirstOrDefault() : free;
        Take(wish, free != 0 ? free : throw new MaestroException(Diagnostic.Error(
            DiagnosticCodes.NoPortLeft,
            $"Ship {wish.Instance.Ship} has no port left between {First} and {Last} for '{wish.Names[0]}' of {wish.Instance.Name} in the copy '{_copy.Run}'. Take copies down that are no longer needed.",
            wish.Instance.Location)));
    }

    private void Take(PortWish wish, int first)
    {
        TakenOn(wish.Address).UnionWith(Enumerable.Range(first, wish.Count));
        foreach (var name in wish.Names)
        {
            _chosen[(wish.Instance.Name, name)] = first;
        }
    }

    private HashSet<int> TakenOn(string address)
    {
        if (!_taken.TryGetValue(address, out var taken))
        {
            _taken[address] = taken = [];
        }

        return taken;
    }

    private MaestroEnvironment Number() => _copy.With(
        [.. _copy.Services.Select(s => s with { Instances = [.. s.Instances.Select(Number)] })], _copy.Networks, _copy.Secrets);

    private Instance Number(Instance instance) => instance with
    {
        Ports = [.. instance.Ports.Select(p => _chosen.TryGetValue((instance.Name, p.Name), out var first)
            ? p with { External = new PortRange(first, first + p.Exposed.Last - p.Exposed.First) }
            : p)],
    };
}
