using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

internal sealed partial class DockerClient
{
    private const int CopyBuffer = 128 * 1024;
    private const string LoadedName = "Loaded image: ";
    private const string LoadedId = "Loaded image ID: ";

    public IAsyncEnumerable<BuildOutput> BuildImageAsync(BuildImageRequest request, Func<Stream, CancellationToken, Task> writeContext, CancellationToken cancellation)
    {
        string[] query =
        [
            $"t={Escape(request.Name)}&dockerfile={Escape(request.Dockerfile)}&rm=1&forcerm=1",
            Parameter("buildargs", Json(request.Args)),
            Parameter("labels", Json(request.Labels)),
            Parameter("target", request.Target),
            Parameter("platform", request.Platform),
            Parameter("pull", request.Pull ? "1" : string.Empty),
        ];
        var call = EngineRequest.Post("/build", string.Concat(query)) with { Upload = writeContext, RegistryConfig = request.RegistryConfig, Pace = CallPace.Open };
        return ReadOutputAsync(call, cancellation);
    }

    public async Task<IReadOnlyList<string>> LoadImageAsync(Func<Stream, CancellationToken, Task> writeArchive, CancellationToken cancellation)
    {
        // Quiet: an engine that reports while it still reads would wait for a reader, and this one still writes.
        var request = EngineRequest.Post("/images/load", "quiet=1") with { Upload = writeArchive, Pace = CallPace.Open };
        var said = new StringBuilder();
        await foreach (var output in ReadOutputAsync(request, cancellation).ConfigureAwait(false))
        {
            said.Append(output.Text);
        }

        return [.. said.ToString().Split('\n', StringSplitOptions.TrimEntries).Select(NameIn).OfType<string>()];
    }

    public async Task SaveImageAsync(string image, Stream destination, CancellationToken cancellation)
    {
        var request = EngineRequest.Get($"/images/{EscapeName(image)}/get") with { Pace = CallPace.Open };
        using var response = await OpenAsync(request, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[CopyBuffer];
        for (var read = await ReadAsync().ConfigureAwait(false); read > 0; read = await ReadAsync().ConfigureAwait(false))
        {
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        // What breaks here is the way from this engine; a failure to write belongs to the other one.
        async Task<int> ReadAsync()
        {
            try
            {
                return await body.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            }
            catch (IOException exception)
            {
                throw _channel.Explain(exception, request.ToString());
            }
        }
    }

    public async Task<string> GetPlatformAsync(CancellationToken cancellation)
    {
        var version = await ReadAsync(EngineRequest.Get("/version"), DockerJson.Default.WireVersion, cancellation).ConfigureAwait(false);
        return version is { Os: { Length: > 0 } system, Arch: { Length: > 0 } architecture } ? $"{system}/{architecture}" : string.Empty;
    }

    private static string Parameter(string name, string value) => value.Length == 0 ? string.Empty : $"&{name}={Escape(value)}";

    private static string Json(IReadOnlyDictionary<string, string> values)
        => values.Count == 0 ? string.Empty : JsonSerializer.Serialize(values.ToDictionary(), DockerJson.Default.DictionaryStringString);

    private static string? NameIn(string line)
        => line.StartsWith(LoadedName, StringComparison.Ordinal) ? line[LoadedName.Length..]
            : line.StartsWith(LoadedId, StringComparison.Ordinal) ? line[LoadedId.Length..]
            : null;

    private async IAsyncEnumerable<BuildOutput> ReadOutputAsync(EngineRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in ReadLinesAsync(request, DockerJson.Default.WireBuild, cancellation).ConfigureAwait(false))
        {
            yield return line.ToOutput();
        }
    }
}
