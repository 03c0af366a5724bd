using System.Globalization;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Where an engine listens, as seen from the SSH server.</summary>
/// <param name="Text">As OpenSSH writes it in a forward.</param>
/// <param name="Name">As a message calls it.</param>
internal sealed record SshTarget(string Text, string Name)
{
    public static readonly SshTarget UsualSocket = Socket("/var/run/docker.sock");

    public bool IsSocket => Text.StartsWith('/');

    public static SshTarget Port(int port)
        => new(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), string.Create(CultureInfo.InvariantCulture, $"port {port}"));

    public static SshTarget Socket(string path) => new(path, $"the socket {path}");
}
