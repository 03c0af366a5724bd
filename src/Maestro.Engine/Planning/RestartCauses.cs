using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Which running instances a restart takes down, and why.</summary>
internal sealed class RestartCauses(Play play, ContainerSpecs specs, DependencyGraph graph)
{
    public IReadOnlyDictionary<Instance, string> Of(Selection selection, ObservedFleet fleet)
    {
        var causes = new Dictionary<Instance, string>(ReferenceEqualityComparer.Instance);
        List<Instance> up = [.. selection.Instances.Where(i => fleet.ContainerOf(i) is { IsUp: true })];
        foreach (var instance in up)
        {
            var container = fleet.ContainerOf(instance)!;
            var cause = play.OnlyIfChanged ? ChangeOf(instance, container, fleet) : container.StateWord;
            if (cause is not null)
            {
                causes.Add(instance, cause);
            }
        }

        if (play.OnlyIfChanged && !play.IgnoreDependencies)
        {
            AddDependants(causes, up);
        }

        return causes;
    }

    // At no time may a service run without what it requires.
    private void AddDependants(Dictionary<Instance, string> causes, List<Instance> up)
    {
        var concerned = graph.WithDependantsOf([.. causes.Keys]).ToHashSet<Instance>(ReferenceEqualityComparer.Instance);
        foreach (var instance in up.Where(concerned.Contains))
        {
            causes.TryAdd(instance, "something that it requires restarts");
        }
    }

    private string? ChangeOf(Instance instance, ObservedContainer container, ObservedFleet fleet)
    {
        if (specs.IsOutdated(instance, container))
        {
            return HasOtherSources(instance, container) ? "the sources of its image have changed" : "made from another version of the file";
        }

        return fleet.ImageId(instance.Ship, instance.Image) switch
        {
            null => "its image is not there",
            var id when id != container.ImageId => "its image has changed",
            _ => null,
        };
    }

    // A container has the labels of its image.
    private bool HasOtherSources(Instance instance, ObservedContainer container)
        => container.Labels.TryGetValue(ContainerLabels.Sources, out var sources) && specs.Builds.Of(instance) is { } build && sources != build.Sources;
}
