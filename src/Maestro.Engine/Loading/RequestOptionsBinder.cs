using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads the <c>requests_options</c> of an http check. Headers, bodies and passwords may be secrets: no message quotes one.</summary>
internal static class RequestOptionsBinder
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string JsonType = "application/json";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <returns>Null and diagnostics when something is wrong.</returns>
    public static RequestOptions? Bind(BoundNode options)
    {
        if (RefuseUnknown(options) || Section.Open(options, CheckFields.Requests, DiagnosticCodes.InvalidCheck) is not { } section)
        {
            return null;
        }

        var before = options.Context.Diagnostics.Diagnostics.Count;
        var (body, type) = Body(section);
        var (certificate, key) = Pair(section["cert"], "a path, or a list of two: certificate and key", one: true);
        var (user, password) = Pair(section["auth"], "a list of two: user and password", one: false);
        var bound = new RequestOptions
        {
            Verify = Verify(section["verify"], out var authorities),
            CertificateAuthorities = authorities,
            ClientCertificate = Path(options, certificate),
            ClientKey = Path(options, key),
            Headers = Texts(section["headers"]),
            Cookies = Texts(section["cookies"]),
            Query = section["params"] is { } parameters ? Form(parameters) : string.Empty,
            Body = body,
            ContentType = type,
            User = user,
            Password = password ?? string.Empty,
            Timeout = Timeout(section["timeout"]),
            AllowRedirects = section["allow_redirects"]?.Boolean() ?? true,
            Proxies = Proxies(section["proxies"]),
        };
        return options.Context.Diagnostics.Diagnostics.Count == before ? bound : null;
    }

    private static bool RefuseUnknown(BoundNode options)
    {
        var refused = false;
        foreach (var entry in options.Node is YamlMapping ? options.Entries(string.Empty)! : [])
        {
            if (CheckFields.Requests.Find(entry.Name) is null)
            {
                var known = string.Join(", ", CheckFields.Requests.Fields.Select(f => f.Name));
                entry.ErrorAtKey(DiagnosticCodes.InvalidCheck, $"'{entry.Name}' is no option of a request here{NearMiss.Hint(entry.Name, CheckFields.Requests.Fields.Select(f => f.Name), ".")} Valid are: {known}.");
                refused = true;
            }
        }

        return refused;
    }

    private static bool Verify(BoundNode? verify, out string authorities)
    {
        authorities = string.Empty;
        if (verify?.Text("true, false, or the path of a file with certificates", DiagnosticCodes.InvalidCheck) is not { } text)
        {
            return true;
        }

        if (YamlTruth.TryParse(text, out var truth))
        {
            return truth;
        }

        authorities = Path(verify, text);
        return true;
    }

    private static string Path(BoundNode place, string? path) => string.IsNullOrEmpty(path) ? string.Empty : place.FullPath(path);

    private static (string? First, string? Second) Pair(BoundNode? node, string expected, bool one)
    {
        if (node is null)
        {
            return default;
        }

        if (one && node.Node is YamlScalar)
        {
            return (node.Text(expected), null);
        }

        var items = node.Node is YamlSequence ? node.Items(expected)!.ToList() : [];
        if (items is [{ Node: YamlScalar first }, { Node: YamlScalar second }])
        {
            return (first.Text, second.Text);
        }

        node.Error(DiagnosticCodes.InvalidCheck, $"Expected {expected}.");
        return default;
    }

    private static Dictionary<string, string> Texts(BoundNode? node)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in node?.Entries("a mapping of names to texts", DiagnosticCodes.InvalidCheck) ?? [])
        {
            if (entry.Text("a text", DiagnosticCodes.InvalidCheck) is { } text)
            {
                texts[entry.Name] = text;
            }
        }

        return texts;
    }

    private static Dictionary<string, string> Proxies(BoundNode? node)
    {
        var proxies = Texts(node);
        foreach (var entry in proxies.Count == 0 ? [] : node!.Entries(string.Empty)!)
        {
            if (!Uri.TryCreate(proxies[entry.Name], UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
            {
                entry.Error(DiagnosticCodes.InvalidCheck, "Expected the address of a proxy, such as http://proxy:3128.");
            }
        }

        return proxies;
    }

    private static (string? Body, string Type) Body(Section section)
    {
        if (section["data"] is { } data)
        {
            if (section["json"] is { } json)
            {
                json.ErrorAtKey(DiagnosticCodes.InvalidCheck, "'json' and 'data' exclude each other; a request has one body.");
            }

            return (Form(data), data.Node is YamlMapping ? FormType : string.Empty);
        }

        return section["json"] is { } value ? (YamlJson.Write(value.Node), JsonType) : (null, string.Empty);
    }

    // A text goes as it is; the values of a mapping are escaped, several values of a name one after the other.
    private static string Form(BoundNode node)
    {
        if (node.Node is YamlScalar scalar)
        {
            return scalar.Text;
        }

        return string.Join('&', (node.Entries("a mapping of names to texts, or a text", DiagnosticCodes.InvalidCheck) ?? [])
            .SelectMany(e => (e.Node is YamlSequence ? e.Items(string.Empty)! : [e]).Select(v => (e.Name, Value: v.Text("a text", DiagnosticCodes.InvalidCheck))))
            .Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value ?? string.Empty)}"));
    }

    // Of the times to connect and to read, a try may take both.
    private static TimeSpan Timeout(BoundNode? node)
    {
        if (node is null)
        {
            return RequestOptions.Default.Timeout;
        }

        const string Expected = "a number of seconds above 0, or a list of two: to connect and to read";
        List<BoundNode> parts = node.Node is YamlSequence ? [.. node.Items(Expected)!] : [node];
        if (parts.Count > 2)
        {
            node.Error(DiagnosticCodes.InvalidCheck, $"Expected {Expected}.");
            return default;
        }

        var seconds = parts.Sum(p => p.Seconds(Expected)?.TotalSeconds ?? 0);
        return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
    }
}
