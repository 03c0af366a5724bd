using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads ships.</summary>
/// <param name="defaults">The section <c>ship_defaults</c>, if there is one.</param>
/// <param name="contexts">Finds the engines of <c>docker_host: default</c> and of contexts.</param>
/// <param name="tls">Reads how TLS is spoken.</param>
/// <param name="machineAddress">Finds this machine's address.</param>
internal sealed partial class ShipBinder(Section? defaults, DockerContexts contexts, TlsBinder tls, Func<string> machineAddress)
{
    private const string AgreedVersion = "auto";

    public ShipDraft Bind(BoundNode node)
    {
        if (string.IsNullOrWhiteSpace(node.Name))
        {
            node.ErrorAtKey(DiagnosticCodes.InvalidValue, "A ship needs a name that is not empty.");
        }

        return new ShipDraft(node.Name, Section.Open(node, FieldTables.Ship) is { } section ? BindFields(section) : null);
    }

    private Ship? BindFields(Section ship)
    {
        var fields = new ShipFields(ship, defaults);
        var binder = new EndpointBinder(fields, contexts, tls);
        var version = BindApiVersion(fields["api_version"]);
        var timeout = TimeoutBinder.Bind(fields["timeout"]);
        var ip = ship["ip"] is { } given ? EndpointBinder.Host(given) : null;
        var endpoint = binder.Bind(ip);
        if (ship["ip"] is null && !binder.IsWholeWay)
        {
            ship.Missing("ip", "every ship has an address at which its published ports are reached, such as 'ip: 192.168.10.2'.");
        }

        return endpoint is null ? null : new Ship
        {
            Name = ship.Node.Name,
            Address = ip ?? DefaultAddress(endpoint),
            Endpoint = endpoint,
            ConnectTimeout = timeout.Connect ?? TimeSpan.FromSeconds(10),
            IdleTimeout = timeout.Idle,
            TotalTimeout = timeout.Total,
            ApiVersion = version,
            Location = ship.Node.Location,
        };
    }

    // The engine's own machine is named by an address that means the same inside a container.
    private string DefaultAddress(EngineEndpoint endpoint) => endpoint switch
    {
        TcpEndpoint { IsLocal: false } tcp => tcp.Host,
        SshEndpoint ssh => ssh.Host,
        _ => machineAddress(),
    };

    private static string BindApiVersion(BoundNode? version)
    {
        const string Expected = "'auto' or a version such as 1.41";
        if (version?.Text(Expected) is not { } text || text == AgreedVersion)
        {
            return string.Empty;
        }

        if (!ApiVersion().IsMatch(text))
        {
            version.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {version.Describe()}.");
        }

        return text.TrimStart('v');
    }

    [GeneratedRegex(@"\Av?[0-9]+\.[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ApiVersion();
}
