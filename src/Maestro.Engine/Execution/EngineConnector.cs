using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Makes the client that reaches a ship's engine; the connection itself is opened by its first call.</summary>
internal sealed class EngineConnector(TimeProvider time)
{
    public IDockerClient Connect(Ship ship) => new DockerClient(DialerFor(ship), time);

    private IEngineDialer DialerFor(Ship ship) => ship.Endpoint switch
    {
        UnixEndpoint unix => new UnixSocketDialer(unix.Path, ship.ConnectTimeout, time),
        TcpEndpoint { Tls: null } tcp => new TcpDialer(tcp.Host, tcp.Port, ship.ConnectTimeout, time),
        TcpEndpoint => new UnsupportedDialer(ship.Endpoint.ToString(), "TLS"),
        SshEndpoint => new UnsupportedDialer(ship.Endpoint.ToString(), "SSH"),
        _ => new UnsupportedDialer(ship.Endpoint.ToString(), "a named pipe"),
    };
}
