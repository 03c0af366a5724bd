using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Checks what the parts of a file say about each other.</summary>
internal sealed class EnvironmentValidator(EnvironmentDraft environment)
{
    private const int MostInstancesNamed = 3;

    public void Validate()
    {
        CheckInstanceNames();
        CheckShips();
        CheckServiceNames();
        CheckSecrets();
        CheckPortsOfChecks();
        CheckContainers();
        PortClashes.Report(environment.Services.SelectMany(s => s.Instances));
    }

    private void CheckContainers()
    {
        List<InstanceDraft> instances = [.. environment.Services.SelectMany(s => s.Instances)];
        instances.ForEach(ContainerChecks.Check);
        var index = new InstanceIndex(instances);
        new NeighbourChecks(instances, index).Check();
        if (DependencyCycles.Report(environment.Services, index))
        {
            InstanceCycles.Report(environment.Services, index);
        }
    }

    private void CheckInstanceNames()
    {
        var first = new Dictionary<string, InstanceDraft>(StringComparer.Ordinal);
        foreach (var instance in environment.Services.SelectMany(s => s.Instances))
        {
            if (!first.TryAdd(instance.Name, instance))
            {
                var other = first[instance.Name];
                instance.Place.ErrorAtKey(DiagnosticCodes.DuplicateInstance, $"The instance '{instance.Name}' is already in the service '{other.Service}' ({other.Place.Location}); names of instances are unique in a file.");
            }
        }
    }

    private void CheckShips()
    {
        var names = environment.Ships.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var suggestions = new NameSuggestions(names, "ship");
        foreach (var ship in environment.Services.SelectMany(s => s.Instances).SelectMany(ShipsOf).DistinctBy(r => r.Place))
        {
            if (!names.Contains(ship.Name))
            {
                ship.Place.Error(DiagnosticCodes.UnknownName, $"There is no ship '{ship.Name}'{suggestions.Hint(ship.Name)}");
            }
        }
    }

    private static IEnumerable<Reference> ShipsOf(InstanceDraft instance)
        => (instance.Container.ExtraHosts ?? []).Select(h => h.Ship).Append(instance.Ship).OfType<Reference>();

    private void CheckServiceNames()
    {
        var names = environment.ServiceNames.ToHashSet(StringComparer.Ordinal);
        var suggestions = new NameSuggestions(names, "service");
        foreach (var service in environment.Services.SelectMany(s => s.Requires.Concat(s.WantsInfo)))
        {
            if (!names.Contains(service.Name))
            {
                service.Place.Error(DiagnosticCodes.UnknownName, $"There is no service '{service.Name}'{suggestions.Hint(service.Name)}");
            }
        }
    }

    private void CheckSecrets()
    {
        var names = environment.Secrets.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var suggestions = new NameSuggestions(names, "secret");
        foreach (var secret in environment.Services.SelectMany(s => s.Instances).SelectMany(i => i.Container.Secrets ?? []).Select(u => u.Secret).DistinctBy(s => s.Place))
        {
            if (!names.Contains(secret.Name))
            {
                secret.Error(DiagnosticCodes.UnknownName, $"There is no secret '{secret.Name}'{suggestions.Hint(secret.Name)}");
            }
        }
    }

    // A check of a service is checked with every instance, and reported once with those that it does not fit.
    private void CheckPortsOfChecks()
    {
        var misfits = new Dictionary<CheckDraft, List<(InstanceDraft Instance, string Reason)>>(ReferenceEqualityComparer.Instance);
        foreach (var instance in environment.Services.SelectMany(s => s.Instances))
        {
            foreach (var check in instance.Checks)
            {
                if (Misfit(instance, check.Check.Port) is { } reason)
                {
                    (misfits.TryGetValue(check, out var list) ? list : misfits[check] = []).Add((instance, reason));
                }
            }
        }

        foreach (var (check, instances) in misfits)
        {
            var more = instances.Count > MostInstancesNamed ? $" and {instances.Count - MostInstancesNamed} more" : string.Empty;
            var named = string.Join(", ", instances.Take(MostInstancesNamed).Select(i => $"'{i.Instance.Name}'"));
            check.Port.Error(DiagnosticCodes.InvalidCheck, $"The tcp check does not fit {named}{more}: {instances[0].Reason}");
        }
    }

    private static string? Misfit(InstanceDraft instance, string name)
    {
        var port = instance.Ports.FirstOrDefault(p => string.Equals(p.Mapping.Name, name, StringComparison.Ordinal))?.Mapping;
        if (port is null)
        {
            var ports = instance.Ports.Select(p => p.Mapping.Name).ToList();
            return $"there is no port '{name}'{NearMiss.Hint(name, ports, ports.Count == 0 ? "; it has no ports." : $"; its ports are: {string.Join(", ", ports)}.")}";
        }

        return port.Protocol != PortSpec.DefaultProtocol ? $"the port '{name}' is {port.Protocol}; a tcp check needs a tcp port."
            : !port.Exposed.IsSingle || !port.External.IsSingle ? $"the port '{name}' is a range; a tcp check needs a single port."
            : null;
    }
}
