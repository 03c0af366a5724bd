using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Maestro.Testing;

/// <summary>Archives of images without layers, as <c>docker save</c> writes them, or as an OCI layout.</summary>
public static class FakeArchive
{
    /// <summary>Images with configurations of their own, by name; an image without a name has null.</summary>
    public static byte[] Of(params (string? Name, byte[] Configuration)[] images) => Tar(
        [
            .. images.Select(image => ($"{Hex(image.Configuration)}.json", image.Configuration)).DistinctBy(file => file.Item1),
            ("manifest.json", Encoding.UTF8.GetBytes(new JsonArray([.. images.Select(image => new JsonObject
            {
                ["Config"] = $"{Hex(image.Configuration)}.json",
                ["RepoTags"] = image.Name is null ? null : new JsonArray(image.Name),
                ["Layers"] = new JsonArray(),
            })]).ToJsonString())),
        ]);

    /// <summary>An archive with an image of each name; the text makes them what they are.</summary>
    public static byte[] Of(string text, params string?[] names) => Of([.. names.Select(name => (name, Configuration(text)))]);

    /// <summary>The configuration that <see cref="Of(string, string[])"/> gives an image.</summary>
    public static byte[] Configuration(string text) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["os"] = "linux",
        ["architecture"] = "amd64",
        ["config"] = new JsonObject { ["Labels"] = new JsonObject { ["text"] = text } },
    }.ToJsonString());

    /// <summary>The id that an engine gives an image with that configuration.</summary>
    public static string IdOf(byte[] configuration) => $"sha256:{Hex(configuration)}";

    /// <summary>An OCI layout with one image.</summary>
    /// <param name="text">Makes the image what it is.</param>
    /// <param name="name">Its name.</param>
    public static byte[] OciLayout(string text, string name)
    {
        var configuration = Configuration(text);
        var manifest = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"config":{"digest":"{{IdOf(configuration)}}"},"layers":[]}""");
        var index = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(new JsonObject
            {
                ["digest"] = IdOf(manifest),
                ["annotations"] = new JsonObject { ["io.containerd.image.name"] = name },
            }),
        };
        return Tar([
            ("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray()),
            ($"blobs/sha256/{Hex(configuration)}", configuration),
            ($"blobs/sha256/{Hex(manifest)}", manifest),
            ("index.json", Encoding.UTF8.GetBytes(index.ToJsonString())),
        ]);
    }

    /// <summary>A tar of files.</summary>
    public static byte[] Tar(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var data = new MemoryStream(content);
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data });
            }
        }

        return archive.ToArray();
    }

    private static string Hex(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
