using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Checks what the parts of a file say about each other.</summary>
internal sealed class EnvironmentValidator(EnvironmentDraft environment)
{
    public void Validate()
    {
        CheckInstanceNames();
        CheckShips();
        CheckServiceNames();
        CheckFits.Check(environment.Services);
        CheckSecrets();
        CheckContainers();
        PortClashes.Report(environment.Services.SelectMany(s => s.Instances));
    }

    private void CheckContainers()
    {
        List<InstanceDraft> instances = [.. environment.Services.SelectMany(s => s.Instances)];
        instances.ForEach(ContainerChecks.Check);
        instances.ForEach(new NetworkChecks(environment.Networks).Check);
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
        var used = environment.Services.SelectMany(s => s.Instances).SelectMany(i => i.Container.Secrets ?? []).Select(u => u.Secret);
        foreach (var secret in used.Concat(environment.Registries.Select(r => r.Secret).OfType<Reference>()).DistinctBy(s => s.Place))
        {
            if (!names.Contains(secret.Name))
            {
                secret.Error(DiagnosticCodes.UnknownName, $"There is no secret '{secret.Name}'{suggestions.Hint(secret.Name)}");
            }
        }
    }
}
