using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads who is told about plays.</summary>
internal static class AuditorBinder
{
    private const string Expected = "a list of auditors such as [{type: log, file: audit.log}]";

    private static readonly FrozenDictionary<string, Func<Section, AuditorSpec?>> Types = new Dictionary<string, Func<Section, AuditorSpec?>>
    {
        ["log"] = Log,
        ["http"] = Http,
        ["webhook"] = Http,
        ["exec"] = Exec,
        ["slack"] = Slack,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Services that are gone, and what does the same today.
    private static readonly FrozenDictionary<string, string> Gone = new Dictionary<string, string>
    {
        ["hipchat"] = "HipChat was shut down in 2019; use 'slack', or 'http' for the webhook of another chat service.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<AuditorSpec> Bind(BoundNode? audit)
    {
        List<AuditorSpec> auditors = [.. (audit?.Items(Expected) ?? []).Select(BindOne).OfType<AuditorSpec>()];
        if (auditors.Count > 0)
        {
            audit!.Warn(DiagnosticCodes.FieldNotSupported, "Auditors are checked, and not told of plays by this version.");
        }

        return auditors;
    }

    private static AuditorSpec? BindOne(BoundNode node)
    {
        if (node.Node is not YamlMapping mapping)
        {
            node.Error(DiagnosticCodes.WrongType, $"Expected {FieldTables.Auditor.Expected}; found {node.Describe()}.");
            return null;
        }

        if (mapping.Find("type") is not { } entry || node.Child(entry) is not { IsNull: false } type)
        {
            node.ErrorAtKey(DiagnosticCodes.FieldMissing, $"'type' is missing: every auditor has one of {string.Join(", ", Known())}.");
            return null;
        }

        if (type.Text("a type of auditor") is not { } name)
        {
            return null;
        }

        if (!Types.TryGetValue(name, out var bind))
        {
            type.Error(DiagnosticCodes.InvalidValue, Gone.TryGetValue(name, out var instead)
                ? $"Auditors of type '{name}' are no more: {instead}"
                : $"'{name}' is no type of auditor{NearMiss.Hint(name, Types.Keys, $"; known are {string.Join(", ", Known())}.")}");
            return null;
        }

        return Section.Open(node, FieldTables.AuditorOf(name)) is { } section ? WithCommon(bind(section), section) : null;
    }

    private static IEnumerable<string> Known() => Types.Keys.Order(StringComparer.Ordinal);

    private static AuditorSpec? WithCommon(AuditorSpec? auditor, Section section)
    {
        var level = section["level"]?.Text("info or debug");
        if (level is not (null or "info" or "debug"))
        {
            section["level"]!.Error(DiagnosticCodes.InvalidValue, $"Expected info or debug; found {section["level"]!.Describe()}.");
        }

        var required = section["required"]?.Boolean() ?? false;
        if (required && section["ignore_errors"]?.Boolean() == true)
        {
            section["ignore_errors"]!.ErrorAtKey(DiagnosticCodes.InvalidValue, "'ignore_errors' and 'required' exclude each other; keep one of them.");
        }

        return auditor is null ? null : auditor with { Level = level == "debug" ? AuditLevel.Debug : AuditLevel.Info, Required = required, Location = section.Node.Location };
    }

    private static LogAuditorSpec? Log(Section section)
        => Required(section, "file", "the file that lines are appended to") is { } file ? new LogAuditorSpec(section["file"]!.FullPath(file)) : null;

    private static HttpAuditorSpec? Http(Section section)
    {
        if (Required(section, "endpoint", "the address that is called") is not { } endpoint)
        {
            return null;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            section["endpoint"]!.Error(DiagnosticCodes.InvalidValue, "Expected an address that begins with http:// or https://.");
            return null;
        }

        var method = section["method"]?.Text("GET or POST")?.ToUpperInvariant() ?? "POST";
        if (method is not ("GET" or "POST"))
        {
            section["method"]!.Error(DiagnosticCodes.InvalidValue, $"Expected GET or POST; found {section["method"]!.Describe()}.");
        }

        return new HttpAuditorSpec(uri)
        {
            Method = method,
            Payload = section["payload"] is { } payload ? YamlJson.Of(payload.Node) : null,
            Headers = Headers(section["headers"]),
            Timeout = section["timeout"]?.Seconds("a number of seconds above 0") ?? TimeSpan.FromSeconds(3),
        };
    }

    // Headers carry tokens: no message quotes one.
    private static Dictionary<string, string> Headers(BoundNode? headers)
    {
        var bound = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers?.Entries("a mapping of HTTP headers") ?? [])
        {
            bound[header.Name] = header.Text("the text of a header") ?? string.Empty;
        }

        return bound;
    }

    private static ExecAuditorSpec? Exec(Section section)
    {
        if (Required(section, "script", "the program that is run") is not { } script)
        {
            return null;
        }

        var arguments = section["args"] switch
        {
            null => [],
            { Node: YamlScalar } text => text.Text("arguments")!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            var list => (list.Items("arguments as text or as a list") ?? []).Select(a => a.Text("an argument") ?? string.Empty),
        };
        return new ExecAuditorSpec(script, [.. arguments]);
    }

    private static SlackAuditorSpec? Slack(Section section)
    {
        var (channel, token) = (Required(section, "channel", "the channel that is written to"), Required(section, "token", "the token of the application that writes"));
        return channel is null || token is null ? null : new SlackAuditorSpec(channel)
        {
            BotToken = new SecretValue(token),
            Name = section["name"]?.Text("a name") ?? string.Empty,
            Icon = section["icon"]?.Text("an address or an emoji") ?? string.Empty,
        };
    }

    private static string? Required(Section section, string field, string what)
    {
        if (section[field] is { } node)
        {
            return node.Text(what);
        }

        section.Missing(field, $"it is {what}.");
        return null;
    }
}
