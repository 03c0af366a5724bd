using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>Writes a coloured message for each entry to Slack.</summary>
internal sealed class SlackAuditor(SlackAuditorSpec spec, AuditCall call, Uri? api = null) : IAuditor
{
    private static readonly Uri PostMessage = new("https://slack.com/api/chat.postMessage");

    public async Task TellAsync(AuditEntry entry, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, spec.Webhook is { } webhook ? new Uri(webhook.Reveal()) : api ?? PostMessage);
        request.Content = new StringContent(Message(entry).ToJsonString(), Encoding.UTF8, "application/json");
        if (spec.BotToken is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }

        var answer = await call.SendAsync(request, spec.Timeout, cancellation).ConfigureAwait(false);
        if (spec.Webhook is null)
        {
            Judge(answer);
        }
    }

    // The API says 200 to everything it understands; whether it did it is in the answer.
    private static void Judge(string answer)
    {
        JsonNode? parsed;
        try
        {
            parsed = JsonNode.Parse(answer);
        }
        catch (JsonException exception)
        {
            throw new AuditFailure("its answer is not what Slack answers", exception);
        }

        if ((bool?)parsed?["ok"] != true)
        {
            var error = (string?)parsed?["error"] ?? "unknown_error";
            throw new AuditFailure($"Slack refused it: {AuditText.OnOneLine(error)}") { IsPassing = error is "ratelimited" or "internal_error" or "service_unavailable" };
        }
    }

    private JsonObject Message(AuditEntry entry)
    {
        var attachment = new JsonObject
        {
            ["color"] = ColorOf(entry.Event),
            ["fallback"] = Escape(AuditText.Sentence(entry)),
            ["text"] = Escape(AuditText.Sentence(entry)),
            ["footer"] = Escape($"{entry.Environment}, from {entry.Source.Machine}"),
            ["ts"] = entry.Time.ToUnixTimeSeconds(),
        };
        if (entry.What.Count > AuditText.MostNames)
        {
            attachment["fields"] = new JsonArray(new JsonObject { ["title"] = "Containers", ["value"] = Escape(AuditText.Names(entry)), ["short"] = false });
        }

        var message = new JsonObject { ["attachments"] = new JsonArray(attachment) };
        AddUnlessEmpty(message, "channel", spec.Channel);
        AddUnlessEmpty(message, "username", spec.Name);
        AddUnlessEmpty(message, spec.Icon.StartsWith(':') ? "icon_emoji" : "icon_url", spec.Icon);
        return message;
    }

    private static void AddUnlessEmpty(JsonObject message, string field, string value)
    {
        if (value.Length > 0)
        {
            message[field] = value;
        }
    }

    private static string ColorOf(AuditEvents kind) => kind switch
    {
        AuditEvents.Action => "#439fe0",
        AuditEvents.Success => "good",
        _ => "danger",
    };

    private static string Escape(string text)
        => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
