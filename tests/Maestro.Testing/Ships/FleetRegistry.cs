using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Maestro.Testing;

/// <summary>The registry of a <see cref="RealFleet"/>: one store behind three addresses.</summary>
public sealed class FleetRegistry
{
    private const string Manifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>The first is what engines push; with containerd's image store they push the others.</summary>
    private static readonly string[] Manifests = [Manifest, "application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.index.v1+json"];

    internal FleetRegistry(IReadOnlyDictionary<string, string> variables)
    {
        Address = variables["FLEET_REGISTRY"];
        AnonymousAddress = variables["FLEET_REGISTRY_ANON"];
        TlsAddress = variables["FLEET_REGISTRY_TLS"];
        User = variables["FLEET_REGISTRY_USER"];
        Password = variables["FLEET_REGISTRY_PASSWORD"];
        ConfigFolder = variables["FLEET_REGISTRY_CONFIG"];
    }

    /// <summary>Host and port, without TLS; wants user and password.</summary>
    public string Address { get; }

    /// <summary>Host and port, without TLS; asks for nothing.</summary>
    public string AnonymousAddress { get; }

    /// <summary>Host and port, with a certificate that the engines accept; wants user and password.</summary>
    public string TlsAddress { get; }

    public string User { get; }

    public string Password { get; }

    /// <summary>A folder for <c>DOCKER_CONFIG</c> that has the credentials.</summary>
    public string ConfigFolder { get; }

    /// <summary>Gives what a tag stands for another tag, too, in place of what that stood for.</summary>
    public async Task TagAsync(string repository, string tag, string newTag)
    {
        using var http = new HttpClient();
        using var reading = new HttpRequestMessage(HttpMethod.Get, $"http://{AnonymousAddress}/v2/{repository}/manifests/{tag}");
        reading.Headers.TryAddWithoutValidation("Accept", Manifests);
        using var read = await http.SendAsync(reading);
        var content = read.EnsureSuccessStatusCode().Content;
        await PutAsync(http, $"{repository}/manifests/{newTag}", await content.ReadAsByteArrayAsync(), content.Headers.ContentType!.ToString());
    }

    /// <summary>Pushes an image that nobody has: one layer with a file of random bytes.</summary>
    public async Task PushAsync(string repository, string tag, int size)
    {
        var (layer, id) = await LayerAsync(RandomNumberGenerator.GetBytes(size));
        var config = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(id) },
        });
        using var http = new HttpClient();
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Manifest,
            ["config"] = await PushBlobAsync(http, repository, config, "application/vnd.docker.container.image.v1+json"),
            ["layers"] = new JsonArray(await PushBlobAsync(http, repository, layer, "application/vnd.docker.image.rootfs.diff.tar.gzip")),
        };
        await PutAsync(http, $"{repository}/manifests/{tag}", JsonSerializer.SerializeToUtf8Bytes(manifest), Manifest);
    }

    private static async Task<(byte[] Layer, string Id)> LayerAsync(byte[] content)
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "content") { DataStream = new MemoryStream(content) });
        }

        using var layer = new MemoryStream();
        await using (var gzip = new GZipStream(layer, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(tar.ToArray());
        }

        return (layer.ToArray(), FakeImage.Hash(tar.ToArray()));
    }

    private async Task<JsonObject> PushBlobAsync(HttpClient http, string repository, byte[] blob, string type)
    {
        var digest = FakeImage.Hash(blob);
        using var begun = await http.PostAsync(new Uri($"http://{AnonymousAddress}/v2/{repository}/blobs/uploads/"), content: null);
        var place = begun.EnsureSuccessStatusCode().Headers.Location!;
        using var content = new ByteArrayContent(blob);
        using var written = await http.PutAsync(new Uri($"{place}{(place.Query.Length == 0 ? '?' : '&')}digest={digest}"), content);
        written.EnsureSuccessStatusCode();
        return new JsonObject { ["mediaType"] = type, ["size"] = blob.Length, ["digest"] = digest };
    }

    private async Task PutAsync(HttpClient http, string path, byte[] manifest, string type)
    {
        using var content = new ByteArrayContent(manifest);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var written = await http.PutAsync(new Uri($"http://{AnonymousAddress}/v2/{path}"), content);
        written.EnsureSuccessStatusCode();
    }
}
