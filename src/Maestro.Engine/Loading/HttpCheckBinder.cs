using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads an http check.</summary>
internal static class HttpCheckBinder
{
    private const string PortExpected = "the name of a port of the instance, or the number of a port of the host";

    public static CheckDraft? Bind(Section section)
    {
        if (section["port"] is not { } port)
        {
            section.Node.ErrorAtKey(DiagnosticCodes.InvalidCheck, $"The check lacks its 'port', {PortExpected}.");
            return null;
        }

        if (port.Text(PortExpected, DiagnosticCodes.InvalidCheck) is not { } text
            || Scheme(section) is not { } scheme
            || Method(section) is not { } method
            || (section["match_regex"] is { } regex ? CheckRegex.Read(regex) : string.Empty) is not { } pattern
            || (section["requests_options"] is { } options ? RequestOptionsBinder.Bind(options) : RequestOptions.Default) is not { } request)
        {
            return null;
        }

        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        if (number > PortSpec.Highest)
        {
            port.Error(DiagnosticCodes.InvalidCheck, $"Expected {PortExpected}; '{text}' is above {PortSpec.Highest}.");
            return null;
        }

        var check = CheckTiming.Apply(section, new HttpCheckSpec
        {
            PortName = number > 0 ? string.Empty : text,
            PortNumber = number,
            Host = section["host"]?.Text("a host name or an IP address", DiagnosticCodes.InvalidCheck) ?? string.Empty,
            Path = WithSlash(section["path"]?.Text("a path such as /health", DiagnosticCodes.InvalidCheck) ?? string.Empty),
            Scheme = scheme,
            Method = method,
            MatchRegex = pattern,
            Request = request,
        });
        return check is null ? null : new CheckDraft(check, port, check.PortName.Length > 0 ? check.PortName : null);
    }

    private static string WithSlash(string path) => path.StartsWith('/') ? path : $"/{path}";

    private static string? Scheme(Section section)
    {
        const string Expected = "'http' or 'https'";
        if (section["scheme"] is not { } node)
        {
            return "http";
        }

        var scheme = node.Text(Expected, DiagnosticCodes.InvalidCheck)?.ToLowerInvariant();
        if (scheme is null or "http" or "https")
        {
            return scheme;
        }

        node.Error(DiagnosticCodes.InvalidCheck, $"Expected {Expected}; found {node.Describe()}.");
        return null;
    }

    private static string? Method(Section section)
    {
        const string Expected = "a method such as GET or HEAD";
        if (section["method"] is not { } node)
        {
            return "GET";
        }

        var method = node.Text(Expected, DiagnosticCodes.InvalidCheck)?.ToUpperInvariant();
        if (method is null || (method.Length > 0 && method.All(char.IsAsciiLetter)))
        {
            return method;
        }

        node.Error(DiagnosticCodes.InvalidCheck, $"Expected {Expected}; found {node.Describe()}.");
        return null;
    }
}
