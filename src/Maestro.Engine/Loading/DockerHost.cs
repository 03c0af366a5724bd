using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads addresses of Docker engines as the docker command writes them.</summary>
internal static class DockerHost
{
    public const int DefaultPort = 2375;
    public const int DefaultTlsPort = 2376;
    public const string Expected = "unix:///path, tcp://host:port, ssh://user@host, npipe:////./pipe/name, or 'default' for what the docker command would use";

    private const int NoPort = 0;
    private const string Unix = "unix://";
    private const string Tcp = "tcp://";
    private const string Ssh = "ssh://";
    private const string Pipe = "npipe://";
    private const string UsualSocket = "/var/run/docker.sock";

    /// <summary>Parses an address.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static DockerHostMistake? TryParse(string text, out EngineEndpoint endpoint)
    {
        endpoint = new UnixEndpoint(string.Empty);
        var parsed = Parse(text);
        if (parsed is null)
        {
            return new DockerHostMistake(DiagnosticCodes.InvalidValue, $"'{text}' is no address of a Docker engine; expected {Expected}.");
        }

        endpoint = parsed;
        return null;
    }

    private static EngineEndpoint? Parse(string text)
    {
        if (After(text, Unix) is { } socket)
        {
            return socket.Length > 1 && socket[0] == '/' ? new UnixEndpoint(socket) : null;
        }

        if (After(text, Pipe) is { } pipe)
        {
            return pipe.StartsWith("//", StringComparison.Ordinal) && pipe.Length > 2 ? new NamedPipeEndpoint(pipe) : null;
        }

        if (After(text, Tcp) is { } tcp)
        {
            return HostAndPort(tcp.TrimEnd('/'), DefaultPort) is var (host, port) ? new TcpEndpoint(host, port) : null;
        }

        return After(text, Ssh) is { } ssh ? ParseSsh(ssh) : null;
    }

    private static SshEndpoint? ParseSsh(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (authority, path) = slash < 0 ? (text, string.Empty) : (text[..slash], text[slash..]);
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? string.Empty : authority[..at];

        // A password in an address would be in logs and process lists; ssh would not take it anyway.
        if (at == 0 || user.Contains(':', StringComparison.Ordinal) || user.StartsWith('-') || HostAndPort(authority[(at + 1)..], NoPort) is not var (host, port))
        {
            return null;
        }

        return new SshEndpoint(host) { User = user, Port = port == NoPort ? SshEndpoint.DefaultPort : port, StatesPort = port != NoPort, RemoteSocket = path.Length > 1 ? path : UsualSocket };
    }

    private static (string Host, int Port)? HostAndPort(string authority, int defaultPort)
    {
        var colon = authority.LastIndexOf(':');
        var bracket = authority.LastIndexOf(']');
        var (host, port) = colon > bracket ? (authority[..colon], authority[(colon + 1)..]) : (authority, null);
        var number = defaultPort;
        if (port is not null && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= PortSpec.Highest))
        {
            return null;
        }

        host = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return Uri.CheckHostName(host) == UriHostNameType.Unknown || host.StartsWith('-') ? null : (host, number);
    }

    private static string? After(string text, string scheme) => text.StartsWith(scheme, StringComparison.Ordinal) ? text[scheme.Length..] : null;
}

/// <summary>Why an address cannot be used.</summary>
internal sealed record DockerHostMistake(DiagnosticCode Code, string Message);
