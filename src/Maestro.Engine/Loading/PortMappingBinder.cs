using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads named ports in every form. Texts are <c>exposed:external</c>, read as they stand in the file.</summary>
internal static class PortMappingBinder
{
    private const string Expected = "80, 53/udp, \"80:8080\", \"80:auto\", or {exposed: 80, external: [127.0.0.1, 8080]}";
    private const string SideExpected = "a port such as 80, 53/udp or 8000-8010";

    public static IReadOnlyList<PortDraft> BindAll(BoundNode ports)
        => (ports.Entries("a mapping of port names to ports, such as {http: 80}", DiagnosticCodes.InvalidPort) ?? [])
            .Select(BindOne)
            .OfType<PortDraft>()
            .ToList();

    private static PortDraft? BindOne(BoundNode port)
    {
        if (string.IsNullOrWhiteSpace(port.Name))
        {
            port.ErrorAtKey(DiagnosticCodes.InvalidPort, "A port needs a name that is not empty.");
            return null;
        }

        var mapping = port.Node switch
        {
            YamlMapping => BindLong(port),
            YamlScalar { IsNull: false } scalar when !(scalar.IsPlain && YamlTruth.TryParse(scalar.Text, out _)) => BindText(port, scalar.Text),
            _ => Refuse(port, $"Expected {Expected}; found {port.Describe()}."),
        };
        return new PortDraft(port, mapping);
    }

    private static PortMapping? BindText(BoundNode port, string text)
    {
        var sides = text.Split(':');
        if (sides.Length > 2)
        {
            return Refuse(port, $"'{text}' has more than one ':'; a text is exposed:external. An address goes into the long form: {{exposed: 80, external: [127.0.0.1, 8080]}}.");
        }

        if (PortSpec.TryParse(sides[0], out var exposed) is { } mistake)
        {
            return Refuse(port, $"{mistake} Expected {Expected}.");
        }

        if (sides.Length == 1)
        {
            return Combine(port, exposed, exposed, PortMapping.AllInterfaces);
        }

        return PortSpec.TryParse(sides[1], out var external) is { } wrong
            ? Refuse(port, $"{wrong} Expected {Expected}.")
            : Combine(port, exposed, external, PortMapping.AllInterfaces);
    }

    private static PortMapping? BindLong(BoundNode port)
    {
        if (Section.Open(port, FieldTables.Port) is not { } section)
        {
            return null;
        }

        if (section["exposed"] is not { } exposed || section["external"] is not { } external)
        {
            var missing = section["exposed"] is null ? "exposed" : "external";
            port.ErrorAtKey(DiagnosticCodes.InvalidPort, $"The port '{port.Name}' lacks '{missing}'; expected {Expected}.");
            return null;
        }

        var inside = BindSide(exposed);
        var (outside, address) = external.Node is YamlSequence list ? BindAddressed(external, list) : (BindSide(external), PortMapping.AllInterfaces);
        return inside is { } from && outside is { } to && address is not null ? Combine(port, from, to, address) : null;
    }

    private static (PortSpec? Port, string? Address) BindAddressed(BoundNode external, YamlSequence list)
    {
        if (list.Items.Count != 2)
        {
            Refuse(external, $"Expected [address, port], such as [127.0.0.1, 8080]; found a list of {list.Items.Count}.");
            return (null, null);
        }

        var parts = external.Items(string.Empty)!.ToArray();
        return (BindSide(parts[1]), BindAddress(parts[0]));
    }

    private static string? BindAddress(BoundNode address)
    {
        const string AddressExpected = "an IP address of the ship, such as 127.0.0.1 or 0.0.0.0 for all";
        if (address.Text(AddressExpected, DiagnosticCodes.InvalidPort) is not { } text)
        {
            return null;
        }

        if (AddressText.Parse(text) is not { } parsed)
        {
            Refuse(address, $"Expected {AddressExpected}; found {address.Describe()}.");
            return null;
        }

        return parsed.ToString();
    }

    private static PortSpec? BindSide(BoundNode side)
    {
        if (side.Text(SideExpected, DiagnosticCodes.InvalidPort) is not { } text)
        {
            return null;
        }

        if (PortSpec.TryParse(text, out var spec) is { } mistake)
        {
            Refuse(side, $"{mistake} Expected {SideExpected}.");
            return null;
        }

        return spec;
    }

    private static PortMapping? Combine(BoundNode port, PortSpec exposed, PortSpec external, string address)
    {
        if (exposed.Range.IsChosen)
        {
            return Refuse(port, "The port inside the container must be given; only the external one can be left to Docker, as in \"80:auto\".");
        }

        // A port that Docker chooses has no text of its own to lack a protocol in.
        var outside = external.Range.IsChosen ? external.Protocol ?? exposed.ProtocolOrDefault : external.ProtocolOrDefault;
        if (exposed.ProtocolOrDefault != outside)
        {
            return Refuse(port, $"The protocols differ: {exposed.ProtocolOrDefault} inside the container, {outside} on the ship; a side without one is tcp. Write both, such as \"53/udp:5353/udp\".");
        }

        var length = Length(exposed.Range);
        if (length > 1 && (external.Range.IsChosen || Length(external.Range) != length))
        {
            return Refuse(port, $"The {length} ports {exposed.Range} inside the container need as many on the ship; {(external.Range.IsChosen ? "'auto' goes with a single port only" : $"{external.Range} has {Length(external.Range)}")}.");
        }

        return new PortMapping(port.Name, exposed.ProtocolOrDefault, exposed.Range, external.Range, address);
    }

    private static int Length(PortRange range) => range.Last - range.First + 1;

    private static PortMapping? Refuse(BoundNode port, string message)
    {
        if (port.IsNull)
        {
            port.ErrorAtKey(DiagnosticCodes.InvalidPort, message);
        }
        else
        {
            port.Error(DiagnosticCodes.InvalidPort, message);
        }

        return null;
    }
}
