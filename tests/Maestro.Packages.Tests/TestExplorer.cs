using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Maestro.Packages.Tests;

/// <summary>What a test explorer of an IDE says to a test program: JSON-RPC over a connection that the program makes.</summary>
internal sealed class TestExplorer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;
    private int _requests;

    public TestExplorer() => _listener.Start();

    /// <summary>Arguments that tell a program to talk to this.</summary>
    public string[] Arguments => ["--server", "--client-host", "localhost", "--client-port", ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)];

    public async Task ConnectAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        _client = await _listener.AcceptTcpClientAsync(patience.Token);
        await AskAsync("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["clientInfo"] = new JsonObject { ["name"] = "tests", ["version"] = "1.0.0" },
            ["capabilities"] = new JsonObject { ["testing"] = new JsonObject { ["debuggerProvider"] = false } },
        });
    }

    /// <summary>The states of the tests that are found or run, in the order in which they are told.</summary>
    /// <param name="method"><c>testing/discoverTests</c> or <c>testing/runTests</c>.</param>
    public Task<IReadOnlyList<string>> AskForTestsAsync(string method) => AskAsync(method, new JsonObject { ["runId"] = Guid.NewGuid().ToString() });

    public Task ExitAsync() => SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "exit", ["params"] = new JsonObject() });

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }

    private async Task<IReadOnlyList<string>> AskAsync(string method, JsonObject parameters)
    {
        var id = ++_requests;
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        var states = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var message = await ReceiveAsync(patience.Token);
            if ((int?)message["id"] == id && message["method"] is null)
            {
                Assert.True(message["error"] is null, message.ToJsonString());
                return states;
            }

            if ((string?)message["method"] == "testing/testUpdates/tests")
            {
                states.AddRange(message["params"]?["changes"]?.AsArray().Select(c => (string)c!["node"]!["execution-state"]!) ?? []);
            }
        }
    }

    private async Task SendAsync(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        await _client!.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
        await _client.GetStream().WriteAsync(body);
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (await ReadLineAsync(cancellation) is { Length: > 0 } header)
        {
            length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header["Content-Length:".Length..], CultureInfo.InvariantCulture) : length;
        }

        var body = new byte[length];
        await _client!.GetStream().ReadExactlyAsync(body, cancellation);
        return JsonNode.Parse(body)!;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var letter = new byte[1];
        while (true)
        {
            await _client!.GetStream().ReadExactlyAsync(letter, cancellation);
            if (letter[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)letter[0]);
        }
    }
}
