using System.Text;
using System.Text.Json.Nodes;

namespace Maestro.Testing;

/// <summary>An HTTP server on 127.0.0.1 that keeps every request and answers as a test wants.</summary>
public sealed class RecordingWebhook : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<WebhookCall> _calls = [];
    private readonly ScriptedServer _server;
    private readonly Func<int, WebhookAnswer?> _answer;

    private RecordingWebhook(Func<int, WebhookAnswer?> answer)
    {
        _answer = answer;
        _server = ScriptedServer.Start(ServeAsync);
    }

    public Uri Address => new($"http://127.0.0.1:{_server.Port}/hook/s3cr3t");

    public IReadOnlyList<WebhookCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <param name="answer">The answer to a call, by its number from 1; null to leave it without one. 200 by default.</param>
    public static RecordingWebhook Start(Func<int, WebhookAnswer?>? answer = null) => new(answer ?? (_ => new WebhookAnswer(200)));

    public async Task WaitForCallsAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Calls.Count < count)
        {
            await Task.Delay(5, limit.Token);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(ScriptedConnection connection)
    {
        while (await ReadAsync(connection) is { } call)
        {
            int number;
            lock (_lock)
            {
                _calls.Add(call);
                number = _calls.Count;
            }

            if (_answer(number) is not { } answer)
            {
                await connection.StaySilentAsync();
                return;
            }

            await connection.SendAsync($"HTTP/1.1 {answer.Status} X\r\n{answer.Header}Content-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n\r\n{answer.Body}");
        }
    }

    private static async Task<WebhookCall?> ReadAsync(ScriptedConnection connection)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await connection.Stream.ReadAsync(one, connection.Closing) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await connection.Stream.ReadExactlyAsync(body, connection.Closing);
        return new WebhookCall(lines[0].Split(' ')[0], lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>A request as it came.</summary>
public sealed record WebhookCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>What a test answers.</summary>
/// <param name="Header">Further header lines, each with its line break.</param>
public sealed record WebhookAnswer(int Status, string Body = "ok", string Header = "");
