using System.Globalization;
using System.Runtime.CompilerServices;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    public async IAsyncEnumerable<LogChunk> ReadLogsAsync(string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = EngineRequest.Get(PathOf(container, "/logs"), LogParameters(query)) with { Pace = CallPace.Open };
        using var response = await OpenAsync(request, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var frames = new LogFrames(body, query.Tty);
        while (await NextAsync(frames, request, cancellation).ConfigureAwait(false) is { } chunk)
        {
            yield return chunk;
        }
    }

    private async ValueTask<LogChunk?> NextAsync(LogFrames frames, EngineRequest request, CancellationToken cancellation)
    {
        try
        {
            return await frames.NextAsync(cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw _channel.NotAnEngine($"the answer to {request} is not framed as a log", exception);
        }
        catch (IOException exception)
        {
            throw _channel.Explain(exception, request.ToString());
        }
    }

    private static string LogParameters(LogQuery query)
    {
        var tail = query.Tail?.ToString(CultureInfo.InvariantCulture) ?? "all";
        var since = query.Since is { } moment ? $"&since={EngineTime.ToQuery(moment)}" : string.Empty;
        return $"stdout=1&stderr=1&tail={tail}&follow={Flag(query.Follow)}&timestamps={Flag(query.Timestamps)}{since}";
    }
}
