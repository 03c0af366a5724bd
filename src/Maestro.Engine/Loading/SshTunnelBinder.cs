using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads the way to an engine through SSH.</summary>
internal static partial class SshTunnelBinder
{
    private const string JumpExpected = "hosts to go through, such as gate.example.com or ops@gate.example.com:2222";

    /// <param name="tunnel">The field <c>ssh_tunnel</c>.</param>
    /// <param name="address">The ship's endpoint; null when it could not be read.</param>
    /// <param name="ship">The ship's name, for messages.</param>
    public static SshEndpoint? Bind(BoundNode tunnel, string? address, string ship)
    {
        if (Section.Open(tunnel, FieldTables.SshTunnel) is not { } section)
        {
            return null;
        }

        if (section["user"] is not { } user)
        {
            section.Missing("user", $"the ssh_tunnel of ship '{ship}' names the user to log in as, such as 'user: deploy'.");
            return null;
        }

        var endpoint = new SshEndpoint(address ?? string.Empty)
        {
            User = Word(user, "a user name") ?? string.Empty,
            StatesPort = section["port"] is not null,
            Port = section["port"]?.Integer($"a port from 1 to {PortSpec.Highest}", 1, PortSpec.Highest) ?? SshEndpoint.DefaultPort,
            KeyFile = section["key"] is { } key && key.Text("the path of a private key") is { Length: > 0 } path ? key.FullPath(AtHome(path)) : string.Empty,
            Jump = section["jump"] is { } jump ? Jump(jump) : string.Empty,
            Options = section["options"] is { } options ? SshOptions.Bind(options, section["jump"] is not null) : new Dictionary<string, string>(),
            RemoteSocket = section["remote_socket"] is { } socket ? Socket(socket) : string.Empty,
        };
        return address is null ? null : endpoint;
    }

    private static string AtHome(string path)
        => path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path;

    // What begins with '-' would be an option of ssh.
    private static string? Word(BoundNode node, string expected)
    {
        if (node.Text(expected) is not { } text)
        {
            return null;
        }

        if (!UserName().IsMatch(text))
        {
            node.Error(DiagnosticCodes.InvalidValue, $"Expected {expected}; found {node.Describe()}.");
        }

        return text;
    }

    private static string Jump(BoundNode jump)
    {
        var hosts = NameBinder.Each(jump, JumpExpected).ToList();
        foreach (var (host, place) in hosts.Where(h => !JumpHost().IsMatch(h.Text)))
        {
            place.Error(DiagnosticCodes.InvalidValue, $"Expected {JumpExpected}; found '{host}'.");
        }

        return string.Join(',', hosts.Select(h => h.Text));
    }

    private static string Socket(BoundNode socket)
    {
        const string Expected = "the absolute path of the engine's socket on the far side, such as /var/run/docker.sock";
        var path = socket.Text(Expected) ?? string.Empty;
        if (path.Length > 0 && !path.StartsWith('/'))
        {
            socket.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {socket.Describe()}.");
        }

        return path;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.\\][A-Za-z0-9_.@\\$-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();

    [GeneratedRegex(@"\A[A-Za-z0-9_.\[][A-Za-z0-9_.@:\[\]-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex JumpHost();
}
