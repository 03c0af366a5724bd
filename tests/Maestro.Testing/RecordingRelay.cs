using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Maestro.Testing;

/// <summary>A unix socket that passes everything on to that of a real engine, and notes what was asked for on the way.</summary>
public sealed partial class RecordingRelay : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _target;
    private readonly List<MemoryStream> _sent = [];
    private readonly Task _accepting;

    private RecordingRelay(string target)
    {
        _target = target;
        SocketPath = Path.Combine(_folder.Path, "relay.sock");
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string SocketPath { get; }

    /// <summary>Such as <c>GET /v1.41/containers/json?all=1</c>; connection by connection, in the order in which they were opened.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent.SelectMany(s => RequestLine().Matches(Encoding.Latin1.GetString(s.ToArray()))).Select(m => m.Groups["request"].Value)];
            }
        }
    }

    /// <param name="target">The path of the engine's socket.</param>
    public static RecordingRelay Start(string target) => new(target);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _closing.Dispose();
        _folder.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.Add(RelayAsync(await _listener.AcceptAsync(_closing.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await engine.ConnectAsync(new UnixDomainSocketEndPoint(_target), _closing.Token);
                var sent = new MemoryStream();
                lock (_sent)
                {
                    _sent.Add(sent);
                }

                await Task.WhenAll(CopyAsync(client, engine, sent), CopyAsync(engine, client, note: null));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // one side has left, or the test is over
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, MemoryStream? note)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await from.ReceiveAsync(buffer, _closing.Token)) > 0)
        {
            lock (_sent)
            {
                note?.Write(buffer, 0, count);
            }

            for (var done = 0; done < count;)
            {
                done += await to.SendAsync(buffer.AsMemory(done, count - done), _closing.Token);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    [GeneratedRegex(@"(?<=^|\n|\})(?<request>(GET|HEAD|POST|PUT|DELETE) \S+) HTTP/1\.1\r\n", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RequestLine();
}
