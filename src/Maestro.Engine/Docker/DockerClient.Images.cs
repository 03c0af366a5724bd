using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    public async Task<ImageDetails?> InspectImageAsync(string image, CancellationToken cancellation)
    {
        var path = $"/images/{string.Join('/', image.Split('/').Select(Escape))}/json";
        var details = await ReadAsync(EngineRequest.Get(path), DockerJson.Default.WireImage, cancellation, orNull: true).ConfigureAwait(false);
        return details?.ToDetails();
    }

    public IAsyncEnumerable<PullProgress> PullImageAsync(string repository, string tag, string? platform, string? registryAuth, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        ArgumentException.ThrowIfNullOrEmpty(tag);
        var request = EngineRequest.Post("/images/create", $"fromImage={Escape(repository)}&tag={Escape(tag)}{(platform is null ? string.Empty : $"&platform={Escape(platform)}")}") with { RegistryAuth = registryAuth };
        return ReadPullAsync(request, cancellation);
    }

    private async IAsyncEnumerable<PullProgress> ReadPullAsync(EngineRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var response = await OpenAsync(request, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var lines = JsonLines.ReadAsync(body, DockerJson.Default.WirePull, cancellation).GetAsyncEnumerator(cancellation);
        while (await MoveNextAsync(lines, request).ConfigureAwait(false))
        {
            var line = lines.Current;
            if (line.Failure is { } failure)
            {
                throw new DockerApiException(line.ErrorDetail?.Status ?? HttpStatusCode.InternalServerError, failure, request.ToString());
            }

            yield return line.ToProgress();
        }
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> lines, EngineRequest request)
    {
        try
        {
            return await lines.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw _channel.Explain(exception, request.ToString());
        }
    }
}
