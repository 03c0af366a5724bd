using System.Globalization;
using System.Net;
using System.Text;

namespace Maestro.Engine.Docker;

// Calls that turn their connection into a stream in both directions. An HTTP client cannot end one direction of it, so these speak HTTP by hand.
internal sealed partial class EngineChannel
{
    private const int LongestHead = 64 * 1024;

    /// <summary>Makes a call and takes over its connection.</summary>
    /// <returns>The connection, and what comes over it after the head of the answer.</returns>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    /// <exception cref="DockerConnectionException">No whole answer came back.</exception>
    public async Task<(Stream Connection, Stream Output)> HijackAsync(EngineRequest request, string version, CancellationToken cancellation)
    {
        var connection = await _dialer.DialAsync(cancellation).ConfigureAwait(false);
        var answer = new WatchedStream(connection, Watch(request), ownsInner: false);
        try
        {
            await connection.WriteAsync(HijackHead(request, version), cancellation).ConfigureAwait(false);
            var (head, received) = await ReadHeadAsync(answer, request, cancellation).ConfigureAwait(false);
            var status = StatusOf(head) ?? throw NotAnEngine("what it sends is no HTTP");
            return status is HttpStatusCode.SwitchingProtocols or HttpStatusCode.OK
                ? (connection, new PrefixedStream(received, answer))
                : throw new DockerApiException(status, await RefusalAsync(answer, head, received, cancellation).ConfigureAwait(false), request.ToString());
        }
        catch (IOException exception)
        {
            await DisposeAsync(answer, connection).ConfigureAwait(false);
            throw Explain(exception, request.ToString());
        }
        catch
        {
            await DisposeAsync(answer, connection).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task DisposeAsync(Stream answer, Stream connection)
    {
        await answer.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static byte[] HijackHead(EngineRequest request, string version)
    {
        var body = request.Body ?? [];
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Method} /v{version}{request.Path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private async Task<(string Head, byte[] Received)> ReadHeadAsync(Stream connection, EngineRequest request, CancellationToken cancellation)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await connection.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (count == 0)
            {
                throw Explain(new EndOfStreamException("it was closed before an answer came."), request.ToString());
            }

            length += count;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return (Encoding.ASCII.GetString(buffer, 0, end), buffer[(end + 4)..length]);
            }
        }

        throw NotAnEngine("its answer has no end");
    }

    private static HttpStatusCode? StatusOf(string head)
        => head.Split('\r', 2)[0].Split(' ') is [var protocol, var code, ..] && protocol.StartsWith("HTTP/1.", StringComparison.Ordinal)
            && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (HttpStatusCode)number : null;

    private static async Task<string> RefusalAsync(Stream connection, string head, byte[] received, CancellationToken cancellation)
    {
        using var response = new HttpResponseMessage(StatusOf(head)!.Value);
        var length = head.Split("\r\n").Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(l => int.TryParse(l["Content-Length:".Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).FirstOrDefault();
        var body = new byte[Math.Min(Math.Max(length, received.Length), LongestHead)];
        received.CopyTo(body, 0);
        await connection.ReadAtLeastAsync(body.AsMemory(received.Length), body.Length - received.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        response.Content = new ByteArrayContent(body);
        return await ErrorMessage.ReadAsync(response, cancellation).ConfigureAwait(false);
    }
}
