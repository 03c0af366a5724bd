using System.Text.RegularExpressions;

namespace Maestro.Engine.Docker.Transport;

/// <summary>The word with which the other side ended TLS.</summary>
/// <param name="Text">As the library writes it: <c>bad certificate</c>, <c>BadCertificate</c>.</param>
internal sealed partial record TlsAlert(string Text)
{
    /// <summary>The same for all libraries.</summary>
    public string Key => Text.Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The alert that an exception tells of; null when there is none.</summary>
    public static TlsAlert? In(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (Told().Match(current.Message) is { Success: true } told)
            {
                return new TlsAlert(told.Groups["alert"].Value);
            }
        }

        return null;
    }

    // .NET in a handshake: "TLS alert: 'BadCertificate'"; OpenSSL later: "sslv3 alert bad certificate", "tlsv13 alert certificate required".
    [GeneratedRegex(@"TLS alert: '(?<alert>\w+)'|(?:ssl|tls)[\w/]* alert (?<alert>[a-z ]*[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Told();
}
