using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Maestro.Testing;

/// <summary>A TCP server on 127.0.0.1 that sends exactly the bytes that a test wants: broken answers, odd pieces, silence.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<ScriptedConnection, Task> _script;
    private readonly Task _accepting;
    private int _connections;

    private ScriptedServer(Func<ScriptedConnection, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were made so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <param name="script">Runs for each connection; the connection is closed when it ends.</param>
    public static ScriptedServer Start(Func<ScriptedConnection, Task> script) => new(script);

    /// <summary>The same behind TLS. A handshake that fails ends the connection.</summary>
    public static ScriptedServer Start(SslServerAuthenticationOptions tls, Func<ScriptedConnection, Task> script) => new(async connection =>
    {
        using var secured = new SslStream(connection.Stream);
        await secured.AuthenticateAsServerAsync(tls, connection.Closing);
        await script(connection with { Stream = secured });
    });

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_closing.Token);
                running.Add(RunAsync(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task RunAsync(Socket socket, int number)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await _script(new ScriptedConnection(stream, number, _closing.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or AuthenticationException)
        {
            // the client has left, or the test is over
        }
    }
}

/// <summary>A connection to a <see cref="ScriptedServer"/>.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Closing">The test is over.</param>
public sealed record ScriptedConnection(Stream Stream, int Number, CancellationToken Closing)
{
    /// <summary>What a ping of engine 20.10 gets.</summary>
    public const string Pong = "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nServer: Docker/20.10.24 (linux)\r\nContent-Length: 2\r\n\r\nOK";

    /// <summary>Reads a request without a body; its first line, or null when the client has left.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await Stream.ReadAsync(one, Closing) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString().Split("\r\n")[0];
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await Stream.WriteAsync(bytes, Closing);
        await Stream.FlushAsync(Closing);
    }

    /// <summary>Sends a whole JSON answer.</summary>
    public Task SendJsonAsync(string json, int status = 200)
        => SendAsync($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    /// <summary>The head of an answer that comes in chunks.</summary>
    public Task BeginChunksAsync() => SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");

    public Task SendChunkAsync(string text) => SendChunkAsync(Encoding.UTF8.GetBytes(text));

    public Task SendChunkAsync(byte[] bytes) => SendAsync((byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8]);

    public Task EndChunksAsync() => SendAsync("0\r\n\r\n");

    /// <summary>Answers the ping that comes first on the first connection; returns the request that is meant.</summary>
    public async Task<string?> SkipPingAsync()
    {
        var request = await ReadRequestAsync();
        if (request?.StartsWith("GET /_ping", StringComparison.Ordinal) != true)
        {
            return request;
        }

        await SendAsync(Pong);
        return await ReadRequestAsync();
    }

    /// <summary>Leaves the connection open and silent until the test is over.</summary>
    public Task StaySilentAsync() => Task.Delay(Timeout.Infinite, Closing);
}
