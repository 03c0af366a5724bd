using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads which way leads to a ship's engine.</summary>
/// <remarks>
/// What the ship itself says goes before what all ships have; then an SSH tunnel goes before a socket, and a socket before TCP.
/// </remarks>
internal sealed class EndpointBinder(ShipFields fields, DockerContexts contexts, TlsBinder tlsBinder)
{
    private const string HostExpected = "a host name or an IP address";

    private static readonly string[] WholeWays = ["docker_host", "context"];
    private static readonly string[] PartsOfWays = ["ssh_tunnel", "socket_path", "endpoint", "docker_port"];

    /// <summary>Whether the way says where the ship is, so that it needs no <c>ip</c>.</summary>
    public bool IsWholeWay => WholeWay() is not null;

    /// <summary>Reads a name or an address.</summary>
    public static string? Host(BoundNode host)
    {
        if (host.Text(HostExpected) is not { } text)
        {
            return null;
        }

        if (Uri.CheckHostName(text) == UriHostNameType.Unknown || text.StartsWith('-'))
        {
            host.Error(DiagnosticCodes.InvalidValue, $"Expected {HostExpected}; found {host.Describe()}.");
            return null;
        }

        return text;
    }

    /// <param name="ip">The ship's own address, if it has one.</param>
    /// <returns>Null when something is missing or wrong.</returns>
    public EngineEndpoint? Bind(string? ip)
    {
        var tls = tlsBinder.Bind(fields);
        var way = WholeWay();
        RefuseSecondWay(way);
        var endpoint = WithSshTimeouts(way is null ? BindParts(ip, tls) : WithTls(BindWhole(way), tls));
        if (TlsOf(endpoint) is { } spoken)
        {
            tlsBinder.Review(spoken, fields, way);
        }

        return endpoint;
    }

    private BoundNode? WholeWay()
        => (fields.FirstOwn(WholeWays) ?? fields.FirstOwn(PartsOfWays)) is { } own
            ? WholeWays.Contains(own) ? fields.Own(own) : null
            : WholeWays.Select(w => fields[w]).FirstOrDefault(w => w is not null);

    private void RefuseSecondWay(BoundNode? way)
    {
        if (way is null || fields.Own(way.Name) is null)
        {
            return;
        }

        foreach (var other in WholeWays.Concat(PartsOfWays).Where(w => w != way.Name).Select(fields.Own).OfType<BoundNode>())
        {
            other.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{other.Name}' and '{way.Name}' both say how the engine is reached; keep one of them.");
        }
    }

    private EngineEndpoint? BindWhole(BoundNode way)
    {
        var isContext = way.Name == "context";
        if (way.Text(isContext ? "the name of a context of the docker command" : DockerHost.Expected) is not { } text)
        {
            return null;
        }

        EngineEndpoint endpoint;
        var mistake = isContext ? contexts.TryFind(text, out endpoint)
            : text == "default" ? contexts.TryFindDefault(out endpoint)
            : DockerHost.TryParse(text, out endpoint);
        if (mistake is not null)
        {
            way.Error(mistake.Code, mistake.Message);
            return null;
        }

        return endpoint;
    }

    private EngineEndpoint? BindParts(string? ip, TlsSettings? tls)
    {
        var address = fields.Own("endpoint") is { } endpoint ? Host(endpoint) : ip;
        var given = fields["docker_port"]?.Integer($"a port from 1 to {PortSpec.Highest}", 1, PortSpec.Highest);
        var port = given ?? (tls is null ? DockerHost.DefaultPort : DockerHost.DefaultTlsPort);
        if (fields["ssh_tunnel"] is { } tunnel)
        {
            return SshTunnelBinder.Bind(tunnel, address, fields.Ship.Node.Name) is { } ssh ? Complete(ssh, port, given is null, tls) : null;
        }

        if (fields["socket_path"] is { } socket)
        {
            return socket.Text("the path of a unix socket") is { Length: > 0 } path ? new UnixEndpoint(socket.FullPath(path)) : null;
        }

        return address is null ? null : new TcpEndpoint(address, port) { Tls = tls };
    }

    private static TlsSettings? TlsOf(EngineEndpoint? endpoint) => endpoint switch
    {
        TcpEndpoint tcp => tcp.Tls,
        SshEndpoint ssh => ssh.Tls,
        _ => null,
    };

    private static EngineEndpoint? WithTls(EngineEndpoint? endpoint, TlsSettings? tls) => tls is null ? endpoint : endpoint switch
    {
        TcpEndpoint tcp => tcp with { Tls = tls },
        SshEndpoint ssh => ssh with { Tls = tls },
        _ => endpoint,
    };

    private static SshEndpoint Complete(SshEndpoint ssh, int port, bool isUsualPort, TlsSettings? tls)
    {
        var hasSocket = ssh.RemoteSocket.Length > 0;
        return ssh with
        {
            RemotePort = hasSocket ? 0 : port,
            MayTryUsualSocket = !hasSocket && isUsualPort,
            Tls = tls,
        };
    }

    // They are checked on other ways, too.
    private EngineEndpoint? WithSshTimeouts(EngineEndpoint? endpoint)
    {
        var timeout = TimeoutBinder.Bind(fields["ssh_timeout"]);
        return endpoint is SshEndpoint ssh
            ? ssh with { ConnectTimeout = timeout.Connect ?? ssh.ConnectTimeout, IdleTimeout = timeout.Idle, TotalTimeout = timeout.Total }
            : endpoint;
    }
}
