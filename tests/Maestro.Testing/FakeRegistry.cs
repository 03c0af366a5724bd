using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

/// <summary>A registry of images that speaks plain HTTP on a port of 127.0.0.1, with one image of one layer under any name.</summary>
public sealed class FakeRegistry : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly byte[] _manifest;
    private WebApplication _server = null!;

    private FakeRegistry(BaseImage image)
    {
        _blobs[DigestOf(image.Configuration)] = image.Configuration;
        _blobs[DigestOf(image.Layer)] = image.Layer;
        _manifest = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = Descriptor("application/vnd.docker.container.image.v1+json", image.Configuration),
            ["layers"] = new JsonArray(Descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", image.Layer)),
        }.ToJsonString());
    }

    /// <summary>Host and port.</summary>
    public string Authority { get; private set; } = string.Empty;

    public static async Task<FakeRegistry> StartAsync(BaseImage image)
    {
        var registry = new FakeRegistry(image);
        registry._server = await TestServer.StartAsync(options => options.Listen(IPAddress.Loopback, 0), registry.AnswerAsync);
        registry.Authority = new Uri(registry._server.Urls.Single()).Authority;
        return registry;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        var parts = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["v2"] => Task.CompletedTask,
            ["v2", .., "manifests", _] => SendAsync(http, _manifest, ManifestType),
            ["v2", .., "blobs", var digest] when _blobs.TryGetValue(digest, out var blob) => SendAsync(http, blob, "application/octet-stream"),
            _ => RefuseAsync(http),
        };
    }

    private static async Task SendAsync(HttpContext http, byte[] content, string type)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = content.Length;
        http.Response.Headers["Docker-Content-Digest"] = DigestOf(content);
        if (http.Request.Method != "HEAD")
        {
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
        }
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return http.Response.WriteAsync("""{"errors":[{"code":"NAME_UNKNOWN"}]}""");
    }

    private static JsonObject Descriptor(string type, byte[] content) => new() { ["mediaType"] = type, ["size"] = content.Length, ["digest"] = DigestOf(content) };

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
