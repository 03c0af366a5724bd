using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Turns what the file says about SSH into a way.</summary>
internal static class SshRoutes
{
    public static SshRoute Of(SshEndpoint ssh, Ship ship)
    {
        var route = new SshRoute(ssh.Host, ssh.RemoteSocket.Length > 0 ? SshTarget.Socket(ssh.RemoteSocket) : SshTarget.Port(ssh.RemotePort))
        {
            Fallback = ssh is { MayTryUsualSocket: true, Tls: null } ? SshTarget.UsualSocket : null,
            User = ssh.User,
            Port = ssh.StatesPort ? ssh.Port : null,
            KeyFile = ssh.KeyFile,
            Jump = ssh.Jump,
            Options = ssh.Options,
            ConnectTimeout = ssh.ConnectTimeout,
            PingTimeout = ship.IdleTimeout ?? EngineTimeouts.UsualPing,
            TotalTimeout = ssh.TotalTimeout,
            SpeaksPlainHttp = ssh.Tls is null,
        };
        return ssh.IdleTimeout is { } idle ? route with { IdleTimeout = idle } : route;
    }
}
