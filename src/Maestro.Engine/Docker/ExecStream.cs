using System.Runtime.CompilerServices;
using Maestro.Engine.Docker.Transport;

namespace Maestro.Engine.Docker;

/// <summary>The input and output of a command that runs in a container. Disposing it does not end the command.</summary>
/// <param name="connection">Takes the input, and is closed with this.</param>
/// <param name="output">What comes over the connection.</param>
/// <param name="tty">Whether the command has a terminal.</param>
/// <param name="engine">The engine's address, for messages.</param>
internal sealed class ExecStream(Stream connection, Stream output, bool tty, string engine) : IAsyncDisposable
{
    /// <summary>Yields the output as it comes, for one reader. Ends with the command.</summary>
    /// <exception cref="DockerConnectionException">The connection broke.</exception>
    public async IAsyncEnumerable<LogChunk> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var frames = new LogFrames(output, tty);
        while (await NextAsync(frames, cancellation).ConfigureAwait(false) is { } chunk)
        {
            yield return chunk;
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

    public async ValueTask DisposeAsync()
    {
        await output.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

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
