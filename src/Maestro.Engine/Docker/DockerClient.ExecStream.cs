using System.Globalization;
using System.Net;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    public async Task<ExecStream> AttachExecAsync(string exec, bool tty, CancellationToken cancellation)
    {
        var agreed = await _negotiation.AgreeAsync(cancellation).ConfigureAwait(false);
        var request = EngineRequest.Post(PathOfExec(exec, "/start")) with
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new WireExecStart { Tty = tty }, DockerJson.Default.WireExecStart),
            Pace = CallPace.Open,
        };
        var (connection, output) = await _channel.HijackAsync(request, agreed.ApiVersion, cancellation).ConfigureAwait(false);
        return new ExecStream(connection, output, tty, _channel.Address);
    }

    public Task ResizeExecAsync(string exec, int width, int height, CancellationToken cancellation)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"h={height}&w={width}");
        return ChangeAsync(EngineRequest.Post(PathOfExec(exec, "/resize"), size), cancellation, HttpStatusCode.NotFound, HttpStatusCode.InternalServerError);
    }
}
