using System.Globalization;
using System.Net;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    /// <summary>Engine 20.10.</summary>
    private static readonly ApiVersion PlatformVersion = new(1, 41);

    public async Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(CancellationToken cancellation)
    {
        var list = await ReadAsync(EngineRequest.Get("/containers/json", "all=1"), DockerJson.Default.ListWireContainerSummary, cancellation)
            .ConfigureAwait(false);
        return list!.ConvertAll(container => container.ToSummary());
    }

    public async Task<ContainerDetails?> InspectContainerAsync(string container, CancellationToken cancellation)
    {
        var details = await ReadAsync(EngineRequest.Get(PathOf(container, "/json")), DockerJson.Default.WireContainer, cancellation, orNull: true)
            .ConfigureAwait(false);
        return details?.ToDetails();
    }

    public async Task<CreatedContainer> CreateContainerAsync(string name, CreateContainerRequest request, CancellationToken cancellation)
    {
        var call = EngineRequest.Post("/containers/create", await CreateParametersAsync(name, request, cancellation).ConfigureAwait(false)) with
        {
            Pace = CallPace.Working,
            Body = JsonSerializer.SerializeToUtf8Bytes(WireCreate.From(request), DockerJson.Default.WireCreate),
        };
        var created = await ReadAsync(call, DockerJson.Default.WireCreated, cancellation).ConfigureAwait(false);
        return created!.ToCreated();
    }

    private async Task<string> CreateParametersAsync(string name, CreateContainerRequest request, CancellationToken cancellation)
    {
        if (request.Platform is null)
        {
            return $"name={Escape(name)}";
        }

        // An engine before that leaves the parameter aside, and the container would be of any platform.
        await RequireAsync(PlatformVersion, "a platform", cancellation).ConfigureAwait(false);
        return $"name={Escape(name)}&platform={Escape(request.Platform)}";
    }

    public Task RenameContainerAsync(string container, string name, CancellationToken cancellation)
        => ChangeAsync(EngineRequest.Post(PathOf(container, "/rename"), $"name={Escape(name)}") with { Pace = CallPace.Working }, cancellation);

    public Task<bool> StartContainerAsync(string container, CancellationToken cancellation)
        => ChangeAsync(EngineRequest.Post(PathOf(container, "/start")) with { Pace = CallPace.Working }, cancellation, HttpStatusCode.NotModified);

    public Task<bool> StopContainerAsync(string container, TimeSpan timeout, CancellationToken cancellation)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"t={WholeSeconds(timeout)}");
        var call = EngineRequest.Post(PathOf(container, "/stop"), query) with
        {
            Pace = timeout < TimeSpan.Zero ? CallPace.Open : CallPace.Working,
            Extra = timeout < TimeSpan.Zero ? TimeSpan.Zero : timeout,
        };
        return EndAsync(container, call, cancellation, HttpStatusCode.NotModified, HttpStatusCode.NotFound);
    }

    public Task<bool> KillContainerAsync(string container, CancellationToken cancellation)
    {
        var call = EngineRequest.Post(PathOf(container, "/kill"), "signal=KILL") with { Pace = CallPace.Working };
        return EndAsync(container, call, cancellation, HttpStatusCode.Conflict, HttpStatusCode.NotFound);
    }

    public async Task<bool> RemoveContainerAsync(string container, bool force, bool anonymousVolumes, CancellationToken cancellation)
    {
        var call = EngineRequest.Delete(PathOf(container), $"force={Flag(force)}&v={Flag(anonymousVolumes)}") with { Pace = CallPace.Working };
        try
        {
            return await ChangeAsync(call, cancellation, HttpStatusCode.NotFound).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (IsRemovalInProgress(exception))
        {
            await WaitUntilRemovedAsync(container, cancellation).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Somebody else is removing it: once this returns, its name and ports are free, as after a removal of our own.</summary>
    private Task<bool> WaitUntilRemovedAsync(string container, CancellationToken cancellation)
        => ChangeAsync(EngineRequest.Post(PathOf(container, "/wait"), "condition=removed") with { Pace = CallPace.Open }, cancellation, HttpStatusCode.NotFound);

    /// <summary>Newer engines answer a little before their list of containers tells the end; the details they give only once it does.</summary>
    private async Task<bool> EndAsync(string container, EngineRequest call, CancellationToken cancellation, params HttpStatusCode[] alreadySo)
    {
        var ended = await ChangeAsync(call, cancellation, alreadySo).ConfigureAwait(false);
        if (ended)
        {
            await InspectContainerAsync(container, cancellation).ConfigureAwait(false);
        }

        return ended;
    }

    /// <returns>False when the answer is one of those that mean "already so".</returns>
    private async Task<bool> ChangeAsync(EngineRequest request, CancellationToken cancellation, params HttpStatusCode[] alreadySo)
    {
        using var response = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return true;
        }

        return alreadySo.Contains(response.StatusCode)
            ? false
            : throw await RefusalAsync(request, response, cancellation).ConfigureAwait(false);
    }

    private static bool IsRemovalInProgress(DockerApiException exception)
        => exception.Status == HttpStatusCode.Conflict && exception.Message.Contains("already in progress", StringComparison.Ordinal);

    private static string PathOf(string container, string call = "") => $"/containers/{Escape(container)}{call}";

    private static string Flag(bool value) => value ? "1" : "0";

    /// <summary>Rounded up, since 0 would mean to kill at once; -1 is the engine's word for "wait for ever".</summary>
    private static long WholeSeconds(TimeSpan timeout) => timeout < TimeSpan.Zero ? -1 : (long)Math.Ceiling(timeout.TotalSeconds);
}
