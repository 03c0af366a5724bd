using System.Net;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    public async Task<IReadOnlyList<NetworkSummary>> ListNetworksAsync(CancellationToken cancellation)
    {
        var list = await ReadAsync(EngineRequest.Get("/networks"), DockerJson.Default.ListWireNetworkSummary, cancellation).ConfigureAwait(false);
        return list!.ConvertAll(network => network.ToSummary());
    }

    public async Task<string> CreateNetworkAsync(CreateNetworkRequest request, CancellationToken cancellation)
    {
        var call = EngineRequest.Post("/networks/create") with
        {
            Pace = CallPace.Working,
            Body = JsonSerializer.SerializeToUtf8Bytes(WireCreateNetwork.From(request), DockerJson.Default.WireCreateNetwork),
        };
        return (await ReadAsync(call, DockerJson.Default.WireCreated, cancellation).ConfigureAwait(false))!.Id;
    }

    public Task ConnectNetworkAsync(string network, string container, EndpointRequest endpoint, CancellationToken cancellation)
    {
        var body = new WireConnect { Container = container, EndpointConfig = WireEndpoint.From(endpoint) };
        var call = EngineRequest.Post(NetworkPath(network, "/connect")) with
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(body, DockerJson.Default.WireConnect),
            Pace = CallPace.Working,
        };
        return ChangeAsync(call, cancellation);
    }

    public Task<bool> RemoveNetworkAsync(string network, CancellationToken cancellation)
        => ChangeAsync(EngineRequest.Delete(NetworkPath(network)) with { Pace = CallPace.Working }, cancellation, HttpStatusCode.NotFound);

    private static string NetworkPath(string network, string call = "") => $"/networks/{Escape(network)}{call}";
}
