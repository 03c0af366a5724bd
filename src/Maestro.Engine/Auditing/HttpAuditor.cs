using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>Calls an address for each entry, with the payload of the file or with all that is known.</summary>
internal sealed class HttpAuditor(HttpAuditorSpec spec, AuditCall call) : IAuditor
{
    public async Task TellAsync(AuditEntry entry, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(spec.Method), new Uri(spec.Endpoint.Reveal()));
        if (Body(entry) is { } body)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        foreach (var (name, value) in spec.Headers)
        {
            Add(request, name, value.Reveal());
        }

        await call.SendAsync(request, spec.Timeout, cancellation).ConfigureAwait(false);
    }

    // What describes the body is a header of the body.
    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private JsonNode? Body(AuditEntry entry)
        => spec.Payload is { } payload ? PayloadTemplate.Fill(payload, entry)
            : spec.Method == "GET" ? null
            : Everything(entry);

    private static JsonObject Everything(AuditEntry entry)
    {
        var body = new JsonObject
        {
            ["schema"] = 1,
            ["event"] = PayloadTemplate.WordOf(entry.Event),
            ["level"] = entry.Level == AuditLevel.Debug ? "debug" : "info",
            ["time"] = entry.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["environment"] = entry.Environment,
            ["action"] = entry.Action.Name,
            ["play"] = entry.IsPlay,
            ["what"] = new JsonArray([.. entry.What.Select(w => JsonValue.Create(w))]),
            ["who"] = entry.Source.User,
            ["where"] = entry.Source.Machine,
            ["text"] = AuditText.Sentence(entry),
        };
        if (entry.Message.Length > 0)
        {
            body["message"] = entry.Message;
        }

        if (entry.Duration is { } duration)
        {
            body["seconds"] = Math.Round(duration.TotalSeconds, 3);
        }

        return body;
    }
}
