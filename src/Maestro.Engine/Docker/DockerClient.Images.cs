using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    public async Task<ImageDetails?> InspectImageAsync(string image, CancellationToken cancellation)
    {
        var details = await ReadAsync(EngineRequest.Get($"/images/{EscapeName(image)}/json"), DockerJson.Default.WireImage, cancellation, orNull: true).ConfigureAwait(false);
        return details?.ToDetails();
    }

    public async Task<string> ResolveDigestAsync(string image, string? registryAuth, CancellationToken cancellation)
    {
        var request = EngineRequest.Get($"/distribution/{EscapeName(image)}/json") with { RegistryAuth = registryAuth };
        var found = await ReadAsync(request, DockerJson.Default.WireDistribution, cancellation).ConfigureAwait(false);
        return found!.Descriptor.Digest;
    }

    public Task TagImageAsync(string image, string repository, string tag, CancellationToken cancellation)
        => ChangeAsync(EngineRequest.Post($"/images/{EscapeName(image)}/tag", $"repo={Escape(repository)}&tag={Escape(tag)}"), cancellation);

    public IAsyncEnumerable<PullProgress> PullImageAsync(string repository, string tag, string? platform, string? registryAuth, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        ArgumentException.ThrowIfNullOrEmpty(tag);
        var request = EngineRequest.Post("/images/create", $"fromImage={Escape(repository)}&tag={Escape(tag)}{(platform is null ? string.Empty : $"&platform={Escape(platform)}")}") with
        {
            RegistryAuth = registryAuth,
            Pace = CallPace.Open,
        };
        return ReadPullAsync(request, cancellation);
    }

    // The slashes of a name are slashes of the path.
    private static string EscapeName(string image) => string.Join('/', image.Split('/').Select(Escape));

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

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<WirePull> lines, EngineRequest request)
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
