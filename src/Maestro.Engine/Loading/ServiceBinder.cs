using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Reads a service with its instances.</summary>
internal static class ServiceBinder
{
    private const string ServiceExpected = "a service name or a list of service names";

    private static readonly FrozenSet<string> Overridden = InstanceBinder.Overridden.Append("SERVICE_NAME").Append("MAESTRO_ENVIRONMENT_NAME").ToFrozenSet(StringComparer.Ordinal);

    public static ServiceDraft? Bind(BoundNode node)
    {
        node.Context.Cancellation.ThrowIfCancellationRequested();
        if (string.IsNullOrWhiteSpace(node.Name))
        {
            node.ErrorAtKey(DiagnosticCodes.InvalidValue, "A service needs a name that is not empty.");
        }

        if (Section.Open(node, FieldTables.Service) is not { } section)
        {
            return null;
        }

        if (section["image"] is null && section["build"] is null)
        {
            section.Missing("image", "every service names its image, such as 'image: redis:7', or what it is built from, such as 'build: ./web'.");
        }

        var defaults = ContainerBinder.Bind(section, Overridden);
        return new ServiceDraft(node.Name, node, defaults)
        {
            Omit = section["omit"]?.Boolean() ?? false,
            Requires = NameBinder.References(section["requires"], ServiceExpected),
            WantsInfo = NameBinder.References(section["wants_info"], ServiceExpected),
            Instances = BindInstances(section, defaults),
        };
    }

    private static List<InstanceDraft> BindInstances(Section section, ContainerDraft defaults)
    {
        if (section["instances"] is not { } instances)
        {
            section.Missing("instances", "every service lists its instances, such as 'instances: {web-1: {ship: here}}'.");
            return [];
        }

        return (instances.Entries("a mapping of instance names to instances") ?? [])
            .Select(instance => InstanceBinder.Bind(instance, section.Node.Name, defaults))
            .OfType<InstanceDraft>()
            .ToList();
    }
}
