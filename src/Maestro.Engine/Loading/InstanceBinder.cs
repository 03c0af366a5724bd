using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Reads an instance.</summary>
internal static partial class InstanceBinder
{
    /// <summary>Variables that Maestro sets after the user's.</summary>
    public static FrozenSet<string> Overridden { get; }
        = FrozenSet.Create(StringComparer.Ordinal, "CONTAINER_NAME", "CONTAINER_HOST_ADDRESS", "DOCKER_IMAGE", "DOCKER_TAG");

    public static InstanceDraft? Bind(BoundNode node, string service, ContainerDraft defaults)
    {
        if (!ContainerName().IsMatch(node.Name))
        {
            node.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{node.Name}' cannot be the name of a container: letters, digits, '_', '.' and '-', the first a letter or a digit.");
        }

        if (node.IsNull)
        {
            node.ErrorAtKey(DiagnosticCodes.FieldMissing, "'ship' is missing: every instance names the ship it runs on, such as 'ship: here'.");
            return null;
        }

        return Section.Open(node, FieldTables.Instance) is { } section
            ? new InstanceDraft(node, service, BindShip(section), ContainerBinder.Bind(section, Overridden), defaults)
            : null;
    }

    private static Reference? BindShip(Section section)
    {
        if (section["ship"] is not { } ship)
        {
            section.Missing("ship", "every instance names the ship it runs on, such as 'ship: here'.");
            return null;
        }

        return ship.Text("the name of a ship") is { } name ? new Reference(name, ship) : null;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
