using System.Runtime.CompilerServices;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

/// <summary>An open subscription to an engine's container events: what happens from its creation on is in it. Disposing it ends it.</summary>
internal sealed class ContainerEventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly string _engine;

    public ContainerEventStream(HttpResponseMessage response, Stream body, string engine)
    {
        _response = response;
        _body = body;
        _engine = engine;
    }

    /// <summary>Yields the events as they come, for one reader. Ends when the engine closes the stream in good order.</summary>
    /// <exception cref="DockerConnectionException">The connection broke.</exception>
    public async IAsyncEnumerable<ContainerEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var lines = JsonLines.ReadAsync(_body, DockerJson.Default.WireEvent, cancellation).GetAsyncEnumerator(cancellation);
        while (await MoveNextAsync(lines).ConfigureAwait(false))
        {
            yield return lines.Current.ToEvent();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _body.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<WireEvent> lines)
    {
        try
        {
            return await lines.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw DockerConnectionException.In(exception)
                ?? new DockerConnectionException(ConnectionProblem.Lost, $"The connection to the Docker engine at {_engine} broke while its events were read.", exception);
        }
    }
}
