using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

public sealed partial class FakeDocker
{
    private readonly List<FakeEvent> _history = [];
    private readonly List<Channel<FakeEvent>> _watchers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many event streams are open.</summary>
    public int Watchers
    {
        get
        {
            lock (_gate)
            {
                return _watchers.Count;
            }
        }
    }

    /// <summary>Ends every event stream in good order, as an engine that shuts down does.</summary>
    public void EndEventStreams()
    {
        lock (_gate)
        {
            _watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }
    }

    private void Emit(FakeContainer container, string action, params (string Key, string Value)[] more)
    {
        var attributes = new JsonObject();
        foreach (var (key, value) in container.Labels)
        {
            attributes[key] = value;
        }

        attributes["image"] = container.Image;
        attributes["name"] = container.Name;
        foreach (var (key, value) in more)
        {
            attributes[key] = value;
        }

        var emitted = new FakeEvent(action, container.Id, DateTimeOffset.UtcNow, attributes);
        _history.Add(emitted);
        _watchers.ForEach(watcher => watcher.Writer.TryWrite(emitted));
        Changed();
    }

    private void Changed()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }

    private async Task WaitForChangeAsync(CancellationToken cancellation)
    {
        Task changed;
        lock (_gate)
        {
            changed = _changed.Task;
        }

        // The deadline covers a change between the caller's look and this wait.
        await Task.WhenAny(changed, Task.Delay(TimeSpan.FromMilliseconds(20), cancellation));
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task StreamEventsAsync(HttpContext http, RecordedRequest request)
    {
        var filters = request.Query.TryGetValue("filters", out var text) ? JsonNode.Parse(text) : null;
        var watcher = Channel.CreateUnbounded<FakeEvent>();
        lock (_gate)
        {
            if (ParseSince(request) is { } since)
            {
                _history.FindAll(past => past.Time >= since).ForEach(past => watcher.Writer.TryWrite(past));
            }

            _watchers.Add(watcher);
        }

        try
        {
            http.Response.ContentType = "application/json";
            await http.Response.StartAsync(http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await foreach (var emitted in watcher.Reader.ReadAllAsync(http.RequestAborted))
            {
                if (emitted.IsWanted(filters))
                {
                    await http.Response.WriteAsync(emitted.ToJson() + "\n", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(watcher);
            }
        }
    }

    private async Task StreamLogAsync(HttpContext http, RecordedRequest request, string name)
    {
        FakeContainer container;
        int next;
        lock (_gate)
        {
            container = FindOrRefuse(name);
            next = int.TryParse(request.Query.GetValueOrDefault("tail"), CultureInfo.InvariantCulture, out var tail) ? Math.Max(0, container.Log.Count - tail) : 0;
        }

        await http.Response.StartAsync(http.RequestAborted);
        var (follow, timestamps, since) = (request.Query.GetValueOrDefault("follow") == "1", request.Query.GetValueOrDefault("timestamps") == "1", ParseSince(request));
        while (true)
        {
            bool isUp;
            List<FakeLogLine> lines;
            lock (_gate)
            {
                isUp = container.IsUp;
                lines = container.Log[next..];
                next = container.Log.Count;
            }

            foreach (var line in lines.Where(line => since is null || line.Time >= since))
            {
                await http.Response.Body.WriteAsync(ToBytes(line, timestamps, container.Tty), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }

            if (!follow || !isUp)
            {
                return;
            }

            await WaitForChangeAsync(http.RequestAborted);
        }
    }

    private static byte[] ToBytes(FakeLogLine line, bool timestamps, bool tty)
    {
        const int HeaderLength = 8;
        var prefix = timestamps ? line.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'00Z' ", CultureInfo.InvariantCulture) : string.Empty;
        var text = Encoding.UTF8.GetBytes($"{prefix}{line.Text}{(tty ? "\r\n" : "\n")}");
        if (tty)
        {
            return text;
        }

        var frame = new byte[HeaderLength + text.Length];
        frame[0] = (byte)(line.IsError ? 2 : 1);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), text.Length);
        text.CopyTo(frame, HeaderLength);
        return frame;
    }

    private static DateTimeOffset? ParseSince(RecordedRequest request)
        => request.Query.TryGetValue("since", out var text)
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond))
            : null;

    private sealed record FakeEvent(string Action, string Container, DateTimeOffset Time, JsonObject Attributes)
    {
        public bool IsWanted(JsonNode? filters)
            => Allows(filters?["type"], "container") && Allows(filters?["event"], Action.Split(':')[0]);

        public string ToJson() => new JsonObject
        {
            ["status"] = Action,
            ["id"] = Container,
            ["from"] = (string?)Attributes["image"],
            ["Type"] = "container",
            ["Action"] = Action,
            ["Actor"] = new JsonObject { ["ID"] = Container, ["Attributes"] = Attributes.DeepClone() },
            ["scope"] = "local",
            ["time"] = Time.ToUnixTimeSeconds(),
            ["timeNano"] = (Time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick,
        }.ToJsonString();

        private static bool Allows(JsonNode? filter, string value)
            => filter is not JsonArray values || values.Count == 0 || values.Any(allowed => (string?)allowed == value);
    }
}
