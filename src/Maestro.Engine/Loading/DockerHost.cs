using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads addresses of Docker engines as the docker command writes them.</summary>
internal static class DockerHost
{
    public const int DefaultPort = 2375;
    public const string Expected = "unix:///path, tcp://host:port, or 'default' for what the docker command would use";

    private const string Unix = "unix://";
    private const string Tcp = "tcp://";
    private const int HighestPort = 65535;

    /// <summary>Parses an address.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static DockerHostMistake? TryParse(string text, out EngineEndpoint endpoint)
    {
        endpoint = new UnixEndpoint(string.Empty);
        if (text.StartsWith(Unix, StringComparison.Ordinal) && text.Length > Unix.Length + 1 && text[Unix.Length] == '/')
        {
            endpoint = new UnixEndpoint(text[Unix.Length..]);
            return null;
        }

        if (text.StartsWith(Tcp, StringComparison.Ordinal) && ParseTcp(text[Tcp.Length..]) is { } tcp)
        {
            endpoint = tcp;
            return null;
        }

        return text.Split("://")[0] is "ssh" or "npipe" or "https" or "fd" && text.Contains("://", StringComparison.Ordinal)
            ? new DockerHostMistake(DiagnosticCodes.TransportNotSupported, $"'{text}' cannot be reached by this version; expected {Expected}.")
            : new DockerHostMistake(DiagnosticCodes.InvalidValue, $"'{text}' is no address of a Docker engine; expected {Expected}.");
    }

    private static TcpEndpoint? ParseTcp(string authority)
    {
        authority = authority.TrimEnd('/');
        var colon = authority.LastIndexOf(':');
        var bracket = authority.LastIndexOf(']');
        var (host, port) = colon > bracket ? (authority[..colon], authority[(colon + 1)..]) : (authority, null);
        var number = DefaultPort;
        if (port is not null && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= HighestPort))
        {
            return null;
        }

        host = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : new TcpEndpoint(host, number);
    }
}

/// <summary>Why an address cannot be used.</summary>
internal sealed record DockerHostMistake(DiagnosticCode Code, string Message);
