using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>A line of <c>/etc/hosts</c>: with an address, or with the ship whose address it is.</summary>
internal sealed record ExtraHostDraft(string Name, string? Address, Reference? Ship);

/// <summary>Reads more lines of <c>/etc/hosts</c>.</summary>
internal static class ExtraHostBinder
{
    private const string Gateway = "host-gateway";

    public static IReadOnlyList<ExtraHostDraft> Bind(BoundNode hosts)
        => (hosts.Entries("a mapping of host names to addresses, such as {db.local: 192.168.10.2}") ?? []).Select(BindOne).OfType<ExtraHostDraft>().ToList();

    private static ExtraHostDraft? BindOne(BoundNode host)
    {
        if (host.Name.Length == 0 || host.Name.Any(c => c == ':' || char.IsWhiteSpace(c)))
        {
            host.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{host.Name}' is no host name: it cannot be empty or contain ':' or blanks.");
        }

        return host.Node is YamlMapping ? BindShip(host) : BindAddress(host);
    }

    private static ExtraHostDraft? BindAddress(BoundNode host)
    {
        if (host.Text(FieldTables.ExtraHost.Expected) is not { } address)
        {
            return null;
        }

        if (address != Gateway && !AddressText.IsAddress(address))
        {
            host.Error(DiagnosticCodes.InvalidValue, $"Expected {FieldTables.ExtraHost.Expected}; found {host.Describe()}.");
        }

        return new ExtraHostDraft(host.Name, address, null);
    }

    private static ExtraHostDraft? BindShip(BoundNode host)
    {
        if (Section.Open(host, FieldTables.ExtraHost) is not { } section)
        {
            return null;
        }

        if (section["ship"] is not { } ship)
        {
            section.Missing("ship", "the ship whose address the host gets, such as {ship: here}.");
            return null;
        }

        return ship.Text("the name of a ship") is { } name ? new ExtraHostDraft(host.Name, null, new Reference(name, ship)) : null;
    }
}
