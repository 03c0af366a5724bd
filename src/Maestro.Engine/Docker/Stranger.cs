using Maestro.Engine.Docker.Transport;

namespace Maestro.Engine.Docker;

/// <summary>Listens to what something says that listens where an engine should, and is none.</summary>
internal sealed class Stranger(IEngineDialer dialer, TimeSpan timeout, TimeProvider time)
{
    private const int LongestGreeting = 64;

    private static ReadOnlySpan<byte> Ping => "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"u8;

    public async Task<Greeting> GreetAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            var connection = await dialer.DialAsync(either.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await connection.WriteAsync(Ping.ToArray(), either.Token).ConfigureAwait(false);
                var greeting = new byte[LongestGreeting];
                var count = await connection.ReadAsync(greeting, either.Token).ConfigureAwait(false);
                return Greetings.Of(greeting.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or DockerConnectionException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return Greeting.Nothing;
        }
    }
}
