using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    private static readonly List<string> OnlyContainers = ["container"];

    public async Task<ContainerEventStream> WatchContainersAsync(IReadOnlyList<string> actions, DateTimeOffset? since, CancellationToken cancellation)
    {
        var response = await OpenAsync(EngineRequest.Get("/events", EventParameters(actions, since)) with { Pace = CallPace.Open }, cancellation).ConfigureAwait(false);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return new ContainerEventStream(response, body, _channel.Address);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Health checks alone would flood the stream with exec events, hence the filters.</summary>
    private static string EventParameters(IReadOnlyList<string> actions, DateTimeOffset? since)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["type"] = OnlyContainers };
        if (actions.Count > 0)
        {
            filters["event"] = actions;
        }

        var json = JsonSerializer.Serialize(filters, DockerJson.Default.DictionaryStringIReadOnlyListString);
        return since is { } moment ? $"filters={Escape(json)}&since={EngineTime.ToQuery(moment)}" : $"filters={Escape(json)}";
    }
}
