using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>The one thing this page wants of Redis, spoken over a plain connection.</summary>
internal sealed class RedisCounter
{
    private readonly string _host;
    private readonly int _port;

    /// <param name="node">Where Redis is, as <c>host:port</c>.</param>
    public RedisCounter(string node)
    {
        var colon = node.LastIndexOf(':');
        _host = node[..colon];
        _port = int.Parse(node[(colon + 1)..], CultureInfo.InvariantCulture);
    }

    public async Task<long> IncrementAsync(string key, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_host, _port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"INCR {key}\r\n"), cancellationToken);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadLineAsync(cancellationToken) ?? throw new IOException("Redis closed the connection.");
        return answer.StartsWith(':')
            ? long.Parse(answer.AsSpan(1), CultureInfo.InvariantCulture)
            : throw new IOException($"Redis answered '{answer}'.");
    }
}
