using System.Net;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    public async Task<VolumeSummary> CreateVolumeAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation)
    {
        var body = new WireVolume { Name = name, Labels = labels };
        var call = EngineRequest.Post("/volumes/create") with { Body = JsonSerializer.SerializeToUtf8Bytes(body, DockerJson.Default.WireVolume) };
        return (await ReadAsync(call, DockerJson.Default.WireVolume, cancellation).ConfigureAwait(false))!.ToSummary();
    }

    public async Task<IReadOnlyList<VolumeSummary>> ListVolumesAsync(string label, CancellationToken cancellation)
    {
        var filters = JsonSerializer.Serialize(new Dictionary<string, IReadOnlyList<string>> { ["label"] = [label] }, DockerJson.Default.DictionaryStringIReadOnlyListString);
        var list = await ReadAsync(EngineRequest.Get("/volumes", $"filters={Escape(filters)}"), DockerJson.Default.WireVolumeList, cancellation).ConfigureAwait(false);
        return [.. (list!.Volumes ?? []).Select(v => v.ToSummary())];
    }

    public Task<bool> RemoveVolumeAsync(string volume, CancellationToken cancellation)
        => ChangeAsync(EngineRequest.Delete($"/volumes/{Escape(volume)}", string.Empty) with { Pace = CallPace.Working }, cancellation, HttpStatusCode.Conflict, HttpStatusCode.NotFound);
}
