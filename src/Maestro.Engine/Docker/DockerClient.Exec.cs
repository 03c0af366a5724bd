using System.Runtime.CompilerServices;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    public async Task<string> CreateExecAsync(string container, CreateExecRequest request, CancellationToken cancellation)
    {
        var call = EngineRequest.Post(PathOf(container, "/exec")) with
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(WireExecCreate.From(request), DockerJson.Default.WireExecCreate),
        };
        var created = await ReadAsync(call, DockerJson.Default.WireCreated, cancellation).ConfigureAwait(false);
        return created!.ToCreated().Id;
    }

    public async IAsyncEnumerable<LogChunk> StartExecAsync(string exec, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = EngineRequest.Post(PathOfExec(exec, "/start")) with
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new WireExecStart(), DockerJson.Default.WireExecStart),
            Pace = CallPace.Open,
        };
        using var response = await OpenAsync(request, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var frames = new LogFrames(body, plain: false);
        while (await NextAsync(frames, request, cancellation).ConfigureAwait(false) is { } chunk)
        {
            yield return chunk;
        }
    }

    public async Task<ExecDetails> InspectExecAsync(string exec, CancellationToken cancellation)
    {
        var details = await ReadAsync(EngineRequest.Get(PathOfExec(exec, "/json")), DockerJson.Default.WireExec, cancellation).ConfigureAwait(false);
        return details!.ToDetails();
    }

    private static string PathOfExec(string exec, string call) => $"/exec/{Escape(exec)}{call}";
}
