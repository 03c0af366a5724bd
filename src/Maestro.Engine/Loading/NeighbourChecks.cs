using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Checks what instances say of each other: that the other exists, is on the same ship, and that volumes do not meet.</summary>
/// <remarks>What a service says for all its instances is reported once.</remarks>
internal sealed class NeighbourChecks(IReadOnlyList<InstanceDraft> instances, InstanceIndex index)
{
    private readonly HashSet<BoundNode> _reported = new(ReferenceEqualityComparer.Instance);
    private readonly NameSuggestions _suggestions = new(index.Names, "instance");

    public void Check()
    {
        foreach (var instance in instances)
        {
            CheckNames(instance);
            CheckShips(instance);
            CheckOwnVolumes(instance);
            CheckSharedVolumes(instance);
        }
    }

    private void CheckNames(InstanceDraft instance)
    {
        foreach (var source in instance.VolumesFrom.Where(r => index.Find(r.Name) is null))
        {
            Report(source, DiagnosticCodes.InvalidVolume, $"There is no instance '{source.Name}' to get volumes from{_suggestions.Hint(source.Name)}");
        }

        foreach (var link in instance.Links.Where(l => index.Find(l.Instance.Name) is null))
        {
            Report(link.Instance, DiagnosticCodes.UnknownName, $"There is no instance '{link.Instance.Name}' to link to{_suggestions.Hint(link.Instance.Name)}");
        }
    }

    private void CheckShips(InstanceDraft instance)
    {
        foreach (var (other, by) in index.NeedsOf(instance))
        {
            if (instance.Ship is { } ship && other.Ship is { } otherShip && ship.Name != otherShip.Name)
            {
                Report(
                    by,
                    DiagnosticCodes.InvalidValue,
                    $"'{other.Name}' is on the ship '{otherShip.Name}' and '{instance.Name}' on '{ship.Name}'; volumes, links and networks are shared on one ship only.");
            }
        }
    }

    private static void CheckOwnVolumes(InstanceDraft instance)
    {
        foreach (var path in instance.ContainerVolumes.Where(p => instance.Volumes.Any(v => IsSame(v.Target, p))))
        {
            instance.Place.ErrorAtKey(DiagnosticCodes.InvalidVolume, $"The container's path '{path}' is in 'volumes' and in 'container_volumes' of '{instance.Name}'; keep one of them.");
        }
    }

    private void CheckSharedVolumes(InstanceDraft instance)
    {
        foreach (var source in instance.VolumesFrom)
        {
            if (index.Find(source.Name) is { } other && other != instance)
            {
                List<string> common = [.. Targets(instance).Where(t => Targets(other).Any(o => IsSame(t, o)))];
                if (common.Count > 0)
                {
                    Report(source, DiagnosticCodes.InvalidVolume, $"'{instance.Name}' and '{other.Name}', from which it gets volumes, both have {string.Join(", ", common)}.");
                }
            }
        }
    }

    private void Report(Reference name, DiagnosticCode code, string message)
    {
        if (_reported.Add(name.Place))
        {
            name.Error(code, message);
        }
    }

    private static IEnumerable<string> Targets(InstanceDraft instance) => instance.Volumes.Select(v => v.Target).Concat(instance.ContainerVolumes);

    private static bool IsSame(string one, string two) => string.Equals(one.TrimEnd('/'), two.TrimEnd('/'), StringComparison.Ordinal);
}
