using Maestro.Engine.Certificates;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Makes the client that reaches a ship's engine; the connection itself is opened by its first call.</summary>
internal sealed class EngineConnector(TimeProvider time)
{
    private readonly SshPlatform _ssh = new();
    private readonly TlsMaterials _materials = new();

    public IDockerClient Connect(Ship ship) => new DockerClient(DialerFor(ship), time, TimeoutsOf(ship), ApiVersion.TryParse(ship.ApiVersion, out var pinned) ? pinned : null);

    // Nobody waits for ever for an engine that hangs, whether the file says how long or not.
    private static EngineTimeouts TimeoutsOf(Ship ship) => new()
    {
        Idle = ship.IdleTimeout,
        Total = ship.TotalTimeout,
        Silence = ship.IdleTimeout ?? EngineTimeouts.UsualPing,
    };

    private IEngineDialer DialerFor(Ship ship) => ship.Endpoint switch
    {
        UnixEndpoint unix => new UnixSocketDialer(unix.Path, ship.ConnectTimeout, time),
        TcpEndpoint tcp => WithTls(new TcpDialer(tcp.Host, tcp.Port, ship.ConnectTimeout, time), tcp.Tls, tcp.Host, ship),
        SshEndpoint ssh => WithTls(Through(SshRoutes.Of(ssh, ship)), ssh.Tls, ssh.Host, ship),
        NamedPipeEndpoint pipe => new NamedPipeDialer(pipe.Path, ship.ConnectTimeout, time),
        _ => throw new NotSupportedException($"There is no way to {ship.Endpoint}."),
    };

    private SshDialer Through(SshRoute route) => new(route, new SshOpener(route, _ssh, SshStarts.Shared, time), time);

    /// <param name="serverName">The ship's own name, also where the connection leads through something else.</param>
    private IEngineDialer WithTls(IEngineDialer inner, TlsSettings? tls, string serverName, Ship ship)
    {
        if (tls is null)
        {
            return inner;
        }

        var parameters = new TlsParameters(serverName, tls.Verify)
        {
            AuthorityFile = tls.AuthorityFile,
            CertificateFile = tls.CertificateFile,
            KeyFile = tls.KeyFile,
            KeyPassword = tls.KeyPassword is { } password ? cancellation => TellAsync(password, cancellation) : null,
        };
        return new TlsDialer(inner, parameters, _materials, ship.ConnectTimeout, isTimeoutForAll: inner is TcpDialer, time);
    }

    private async Task<string> TellAsync(Secret password, CancellationToken cancellation)
    {
        try
        {
            return (password.Value ?? (await new SecretCommands(time).RunAsync(password, cancellation).ConfigureAwait(false)).Value!).Reveal();
        }
        catch (MaestroException failure)
        {
            throw new CertificateFileException(CertificateFilePart.KeyPassword, failure.Message, failure);
        }
    }
}
