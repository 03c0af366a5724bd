using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads ships. A field that a ship mentions, even as null, hides the default of that name.</summary>
/// <param name="defaults">The section <c>ship_defaults</c>, if there is one.</param>
/// <param name="defaultHost">Finds the engine of <c>docker_host: default</c>.</param>
/// <param name="machineAddress">Finds this machine's address.</param>
internal sealed partial class ShipBinder(Section? defaults, DefaultDockerHost defaultHost, Func<string> machineAddress)
{
    private const int HighestPort = 65535;
    private const string HostExpected = "a host name or an IP address";

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
        CheckApiVersion(Field(ship, "api_version"));
        var timeout = Field(ship, "timeout")?.Seconds("a number of seconds above 0");
        Field(ship, "ssh_timeout")?.Seconds("a number of seconds above 0");
        var ip = ship["ip"] is { } given ? Host(given) : null;
        var endpoint = BindEndpoint(ship, ip);
        if (ship["ip"] is null && Field(ship, "docker_host") is null)
        {
            ship.Missing("ip", "every ship has an address at which its published ports are reached, such as 'ip: 192.168.10.2'.");
        }

        return endpoint is null ? null : new Ship
        {
            Name = ship.Node.Name,
            Address = ip ?? DefaultAddress(endpoint),
            Endpoint = endpoint,
            ConnectTimeout = timeout ?? TimeSpan.FromSeconds(10),
            Location = ship.Node.Location,
        };
    }

    // The engine's own machine is named by an address that means the same inside a container.
    private string DefaultAddress(EngineEndpoint endpoint)
        => endpoint is TcpEndpoint { IsLocal: false } tcp ? tcp.Host : machineAddress();

    private EngineEndpoint? BindEndpoint(Section ship, string? ip)
    {
        var (socket, host) = (Field(ship, "socket_path"), Field(ship, "docker_host"));
        var port = Field(ship, "docker_port")?.Integer($"a port from 1 to {HighestPort}", 1, HighestPort) ?? DockerHost.DefaultPort;
        var address = ship["endpoint"] is { } endpoint ? Host(endpoint) : ip;
        if (host is not null)
        {
            RefuseSecondWay(ship, "docker_host", "socket_path", "endpoint", "docker_port");
            return BindHost(host);
        }

        if (socket is not null)
        {
            return socket.Text("the path of a unix socket") is { Length: > 0 } path ? new UnixEndpoint(socket.Context.FullPath(path)) : null;
        }

        return address is null ? null : new TcpEndpoint(address, port);
    }

    private EngineEndpoint? BindHost(BoundNode host)
    {
        if (host.Text(DockerHost.Expected) is not { } text)
        {
            return null;
        }

        var mistake = text == "default" ? defaultHost.TryFind(out var endpoint) : DockerHost.TryParse(text, out endpoint);
        if (mistake is not null)
        {
            host.Error(mistake.Code, mistake.Message);
            return null;
        }

        return endpoint;
    }

    private static void RefuseSecondWay(Section ship, string chosen, params string[] others)
    {
        foreach (var other in others)
        {
            if (ship[chosen] is not null && ship[other] is { } second)
            {
                second.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{other}' and '{chosen}' both say how the engine is reached; keep one of them.");
            }
        }
    }

    private static void CheckApiVersion(BoundNode? version)
    {
        const string Expected = "'auto' or a version such as 1.41";
        if (version?.Text(Expected) is { } text && !ApiVersion().IsMatch(text))
        {
            version.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {version.Describe()}.");
        }
    }

    private static string? Host(BoundNode host)
    {
        if (host.Text(HostExpected) is not { } text)
        {
            return null;
        }

        if (Uri.CheckHostName(text) == UriHostNameType.Unknown)
        {
            host.Error(DiagnosticCodes.InvalidValue, $"Expected {HostExpected}; found {host.Describe()}.");
            return null;
        }

        return text;
    }

    private BoundNode? Field(Section ship, string name) => ship.Mentions(name) ? ship[name] : defaults?[name];

    [GeneratedRegex(@"\A(auto|v?[0-9]+\.[0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ApiVersion();
}
