using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads the top level of an environment file.</summary>
internal sealed class EnvironmentBinder(IReadOnlyDictionary<string, string> variables, Func<string> machineAddress)
{
    private const string StaticProvider = "static";

    public EnvironmentDraft Bind(YamlMapping file, BindingContext context)
    {
        var section = Section.Open(BoundNode.Root(context, file), FieldTables.Environment)!;
        if (section["__maestro"] is { } header)
        {
            context.Schema = BindSchema(header);
        }

        CheckShipProvider(section["ship_provider"]);
        return new EnvironmentDraft(BindName(section), BindShips(section), BindServices(section["services"]))
        {
            Networks = NetworkDefinitionBinder.Bind(section["networks"]),
            Registries = RegistryBinder.Bind(section["registries"]),
            Secrets = new SecretBinder(variables).Bind(section["secrets"]),
            Auditors = AuditorBinder.Bind(section["audit"]),
            ServiceNames = section["services"]?.Node is YamlMapping services ? [.. services.Entries.Select(e => e.Key.Text)] : [],
        };
    }

    private static FileSchema BindSchema(BoundNode header)
    {
        if (Section.Open(header, FieldTables.Header)?["schema"] is not { } schema)
        {
            return FileSchema.Assumed;
        }

        switch (schema.Text("1 or 2"))
        {
            case "1":
                schema.Warn(DiagnosticCodes.Deprecated, "Schema 1 is going away: turn volumes round to 'host: container' and write 'schema: 2'.");
                return FileSchema.ContainerFirst;
            case not (null or "2"):
                schema.Error(DiagnosticCodes.InvalidValue, $"Schema {schema.Describe()} is not known; expected 1 or 2.");
                break;
        }

        return FileSchema.HostFirst;
    }

    private static void CheckShipProvider(BoundNode? provider)
    {
        if (provider?.Text($"'{StaticProvider}'") is { } text && text != StaticProvider)
        {
            provider.Error(DiagnosticCodes.InvalidValue, $"'{text}' is no ship provider; the only one is '{StaticProvider}'.");
        }
    }

    private static string? BindName(Section section)
    {
        if (section["name"] is not { } name)
        {
            section.Missing("name", "an environment has a name, such as 'name: demo'.");
            return null;
        }

        var text = name.Text("the name of the environment");
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            name.Error(DiagnosticCodes.InvalidValue, "The name of the environment is empty.");
        }

        return text;
    }

    private List<ShipDraft> BindShips(Section section)
    {
        var defaults = section["ship_defaults"] is { } given ? Section.Open(given, FieldTables.ShipDefaults) : null;
        if (section["ships"] is not { } ships)
        {
            section.Missing("ships", "the hosts that run Docker are listed there, such as 'ships: {here: {docker_host: default}}'.");
            return [];
        }

        var binder = new ShipBinder(defaults, new DockerContexts(variables), new TlsBinder(new SecretBinder(variables)), machineAddress);
        return (ships.Entries("a mapping of ship names to ships, such as {here: {ip: 192.168.10.2}}") ?? []).Select(binder.Bind).ToList();
    }

    private static List<ServiceDraft> BindServices(BoundNode? services)
        => (services?.Entries("a mapping of service names to services") ?? [])
            .Select(ServiceBinder.Bind)
            .OfType<ServiceDraft>()
            .ToList();
}
