using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads who is told about plays. Addresses, headers and tokens are secrets: no message quotes one.</summary>
internal static class AuditorBinder
{
    private const string SomeSeconds = "a number of seconds above 0";

    // A program has more to do than a call.
    private static readonly TimeSpan ProgramMaxWait = TimeSpan.FromSeconds(60);

    private static readonly FrozenDictionary<string, string> Gone = new Dictionary<string, string>
    {
        ["hipchat"] = "HipChat was shut down in 2019; use 'slack', or 'webhook' with the incoming webhook of another chat service.",
        ["loggly"] = "use 'webhook' with the HTTP endpoint of Loggly.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<AuditorSpec> Bind(BoundNode? audit)
        => [.. (audit?.Items("a list of auditors such as [{type: log, file: audit.log}]") ?? []).Select(BindOne).OfType<AuditorSpec>()];

    private static AuditorSpec? BindOne(BoundNode node)
    {
        if (node.Entries(AuditorFields.All.Expected) is null)
        {
            return null;
        }

        if (((YamlMapping)node.Node).Find("type") is not { Value: not YamlScalar { IsNull: true } } entry)
        {
            node.ErrorAtKey(DiagnosticCodes.FieldMissing, $"'type' is missing: it is one of {string.Join(", ", AuditorFields.Types)}.");
            return null;
        }

        var type = node.Child(entry);
        if (type.Text("a type of auditor") is not { } name)
        {
            return null;
        }

        if (AuditorFields.Of(name) is not { } table)
        {
            type.Error(DiagnosticCodes.InvalidValue, Unknown(name));
            return null;
        }

        return BindType(name, Section.Open(node, table)!);
    }

    private static string Unknown(string type) => Gone.TryGetValue(type, out var instead)
        ? $"Auditors of type '{type}' are no more: {instead}"
        : $"'{type}' is no type of auditor{NearMiss.Hint(type, AuditorFields.Types, $"; known are {string.Join(", ", AuditorFields.Types)}. Other services take a 'webhook'.")}";

    private static AuditorSpec? BindType(string type, Section section) => type switch
    {
        "log" => WithCommon(Log(section), section, AuditEvents.All),
        "webhook" => WithCommon(Http(section), section, AuditEvents.All),
        "http" => WithCommon(Http(section), section, AuditEvents.Action),
        "slack" => WithCommon(Slack(section), section, AuditEvents.All),
        _ => WithCommon(Exec(section), section, AuditEvents.Success),
    };

    private static AuditorSpec? WithCommon(AuditorSpec? auditor, Section section, AuditEvents events)
    {
        var level = section["level"] is { } given && Choice(given, "info", "debug") == "debug" ? AuditLevel.Debug : AuditLevel.Info;
        var required = Required(section);
        var told = section["events"] is { } chosen ? Events(chosen) : events;
        var wait = section["max_wait"]?.Seconds(SomeSeconds);
        return auditor is null ? null : auditor with
        {
            Level = level,
            Required = required,
            Events = told,
            MaxWait = wait ?? (auditor is ExecAuditorSpec ? ProgramMaxWait : AuditorSpec.DefaultMaxWait),
            Location = section.Node.Location,
        };
    }

    private static bool Required(Section section)
    {
        var required = section["required"]?.Boolean();
        var ignored = section["ignore_errors"]?.Boolean();
        if (required is not null && required == ignored)
        {
            section["ignore_errors"]!.ErrorAtKey(DiagnosticCodes.InvalidValue, "'ignore_errors' says the opposite of 'required'; keep one of them.");
        }

        return required ?? ignored == false;
    }

    private static AuditEvents Events(BoundNode events)
        => NameBinder.Each(events, "action, success, error, or a list of them")
            .Select(e => Choice(e.Place, "action", "success", "error"))
            .Aggregate(AuditEvents.None, (all, word) => all | word switch
            {
                "action" => AuditEvents.Action,
                "success" => AuditEvents.Success,
                "error" => AuditEvents.Error,
                _ => AuditEvents.None,
            });

    private static LogAuditorSpec? Log(Section section)
        => Needed(section, "file", "the file that lines are appended to") is { } file ? new LogAuditorSpec(section["file"]!.FullPath(file)) : null;

    private static HttpAuditorSpec? Http(Section section)
    {
        var method = section["method"] is { } given ? Choice(given, "GET", "POST") : null;
        var timeout = section["timeout"]?.Seconds(SomeSeconds);
        var headers = Headers(section["headers"]);
        if (Needed(section, "endpoint", "the address that is called") is not { } endpoint || !IsAddress(section["endpoint"]!, endpoint))
        {
            return null;
        }

        var auditor = new HttpAuditorSpec(new SecretValue(endpoint)) { Headers = headers, Payload = section["payload"] is { } payload ? YamlJson.Of(payload.Node) : null };
        return auditor with { Method = method ?? auditor.Method, Timeout = timeout ?? auditor.Timeout };
    }

    private static Dictionary<string, SecretValue> Headers(BoundNode? headers)
    {
        var bound = new Dictionary<string, SecretValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers?.Entries("a mapping of HTTP headers") ?? [])
        {
            if (header.Node is YamlScalar { IsNull: false } text)
            {
                bound[header.Name] = new SecretValue(text.Text);
            }
            else
            {
                header.ErrorAtKey(DiagnosticCodes.WrongType, "Expected the text of a header.");
            }
        }

        return bound;
    }

    private static SlackAuditorSpec? Slack(Section section)
    {
        var (webhook, token) = (section["webhook"]?.Text("the address of an incoming webhook"), section["token"]?.Text("the token of an application"));
        var channel = section["channel"]?.Text("a channel") ?? string.Empty;
        var timeout = section["timeout"]?.Seconds(SomeSeconds);
        if ((webhook is null) == (token is null))
        {
            section.Node.ErrorAtKey(DiagnosticCodes.FieldMissing, "Slack is reached by a 'webhook', or by a 'token' and a 'channel': give one of them.");
            return null;
        }

        if (token is not null && channel.Length == 0)
        {
            section.Missing("channel", "a token writes to a channel such as '#deployments'.");
            return null;
        }

        if (webhook is not null && !IsAddress(section["webhook"]!, webhook))
        {
            return null;
        }

        var auditor = new SlackAuditorSpec
        {
            Webhook = webhook is null ? null : new SecretValue(webhook),
            BotToken = token is null ? null : new SecretValue(token),
            Channel = channel,
            Name = section["name"]?.Text("a name") ?? string.Empty,
            Icon = section["icon"]?.Text("an address or an emoji") ?? string.Empty,
        };
        return auditor with { Timeout = timeout ?? auditor.Timeout };
    }

    private static ExecAuditorSpec? Exec(Section section)
    {
        var arguments = section["args"] is { } args ? Arguments(args) : [];
        return Needed(section, "script", "the program that is run") is { } script ? new ExecAuditorSpec(script, arguments) : null;
    }

    private static string[] Arguments(BoundNode arguments) => arguments.Node is YamlScalar text
        ? text.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        : [.. (arguments.Items("arguments as text or as a list") ?? []).Select(a => a.Text("an argument")).OfType<string>()];

    private static string? Choice(BoundNode place, params string[] words)
    {
        var expected = $"{string.Join(", ", words[..^1])} or {words[^1]}";
        if (place.Text(expected) is not { } text)
        {
            return null;
        }

        var word = words.FirstOrDefault(w => string.Equals(w, text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            place.Error(DiagnosticCodes.InvalidValue, $"Expected {expected}; found {place.Describe()}.");
        }

        return word;
    }

    private static string? Needed(Section section, string field, string what)
    {
        if (section[field] is { } node)
        {
            return node.Text(what);
        }

        section.Missing(field, $"it is {what}.");
        return null;
    }

    private static bool IsAddress(BoundNode place, string text)
    {
        var good = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
        if (!good)
        {
            place.Error(DiagnosticCodes.InvalidValue, "Expected an address that begins with http:// or https://.");
        }

        return good;
    }
}
