using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>JSON of the user whose texts may hold names in braces, such as <c>{what}</c>.</summary>
internal static partial class PayloadTemplate
{
    /// <summary>The template with everything filled in; texts that come out empty are left out. Null when nothing is left.</summary>
    public static JsonNode? Fill(JsonElement template, AuditEntry entry) => template.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(template.EnumerateObject()
            .Select(p => KeyValuePair.Create(p.Name, Fill(p.Value, entry)))
            .Where(p => p.Value is not null)),
        JsonValueKind.Array => new JsonArray([.. template.EnumerateArray().Select(i => Fill(i, entry)).OfType<JsonNode>()]),
        JsonValueKind.String => Fill(template.GetString()!, entry) is { Length: > 0 } text ? JsonValue.Create(text) : null,
        _ => JsonNode.Parse(template.GetRawText()),
    };

    /// <summary>A text with everything filled in; what is in braces and no known name stays.</summary>
    public static string Fill(string text, AuditEntry entry) => Names().Replace(text, match => match.Groups["name"].Value switch
    {
        "what" => AuditText.What(entry),
        "action" => entry.Action.Name,
        "who" => entry.Source.User,
        "where" => entry.Source.Machine,
        "environment" => entry.Environment,
        "event" => WordOf(entry.Event),
        "text" => AuditText.Sentence(entry),
        _ => entry.Message,
    });

    public static string WordOf(AuditEvents kind) => kind switch
    {
        AuditEvents.Action => "action",
        AuditEvents.Success => "success",
        _ => "error",
    };

    [GeneratedRegex(@"\{(?<name>what|action|who|where|environment|event|text|message)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
