using System.Runtime.CompilerServices;
using Maestro.Engine.Docker.Transport;

namespace Maestro.Engine.Docker;

/// <summary>The input and output of a command that runs in a container. Disposing it does not end the command.</summary>
internal sealed class ExecStream(Stream connection, byte[] received, bool tty, string engine) : IAsyncDisposable
{
    /// <summary>Yields the output as it comes, for one reader. Ends with the command.</summary>
    /// <exception cref="DockerConnectionException">The connection broke.</exception>
    public async IAsyncEnumerable<LogChunk> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = new PrefixedStream(received, connection);
        await using (first.ConfigureAwait(false))
        {
            var frames = new LogFrames(first, tty);
            while (await NextAsync(frames, cancellation).ConfigureAwait(false) is { } chunk)
            {
                yield return chunk;
            }
        }
    }

    /// <summary>Sends input. What is sent to a command that has ended, or has closed its input, is lost.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        await connection.WriteAsync(input, cancellation).ConfigureAwait(false);
        await connection.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The input is at its end.</summary>
    public ValueTask CloseInputAsync() => HalfClose.SendAsync(connection);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async ValueTask<LogChunk?> NextAsync(LogFrames frames, CancellationToken cancellation)
    {
        try
        {
            return await frames.NextAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw DockerConnectionException.In(exception)
                ?? new DockerConnectionException(ConnectionProblem.Lost, $"The connection to the Docker engine at {engine} broke while a command ran.", exception);
        }
    }
}
