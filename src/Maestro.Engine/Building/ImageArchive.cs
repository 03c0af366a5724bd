using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Building;

/// <summary>What is in an archive of images: one that <c>docker save</c> has written, or an OCI layout.</summary>
internal sealed class ImageArchive
{
    // Configurations and manifests are far smaller, and nearly all layers are larger.
    private const int LargestDocument = 4 * 1024 * 1024;
    private const int MostNames = 5;
    private const int DeepestIndex = 2;

    private readonly string _path;
    private readonly Dictionary<string, byte[]> _documents = new(StringComparer.Ordinal);

    private ImageArchive(string path) => _path = path;

    public IReadOnlyList<ArchivedImage> Images { get; private set; } = [];

    /// <exception cref="BuildInputException">It is not there, cannot be read, or is no archive of images.</exception>
    public static async Task<ImageArchive> ReadAsync(string path, CancellationToken cancellation)
    {
        BuildInputs.Require(new ArchiveBuild(path));
        var archive = new ImageArchive(path);
        try
        {
            await archive.ReadAsync(cancellation).ConfigureAwait(false);
            archive.Images = archive.DockerImages().Concat(archive.OciImages()).Aggregate(new List<ArchivedImage>(), Join);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException)
        {
            throw BuildInputException.Unreadable(path, exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException or JsonException or InvalidOperationException)
        {
            throw new BuildInputException($"'{path}' is no tar archive of an image: {exception.Message.TrimEnd('.')}.", exception);
        }

        return archive.Images.Count > 0
            ? archive
            : throw new BuildInputException($"'{path}' is no archive of an image: it has neither a manifest.json, as 'docker save' writes it, nor the index.json of an OCI layout.");
    }

    /// <summary>The image of that name, or else the only one.</summary>
    /// <exception cref="BuildInputException">There are several, and none has the name.</exception>
    public ArchivedImage Find(ImageReference wanted)
    {
        if (Images.FirstOrDefault(i => i.IsNamed(wanted)) is { } named)
        {
            return named;
        }

        var names = Images.SelectMany(i => i.Names).ToList();
        return Images.Count == 1
            ? Images[0]
            : throw new BuildInputException($"'{_path}' has {Images.Count} images and none of them is named {wanted}: {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? ", …" : string.Empty)}. Say by 'image' which one is meant.");
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using (file.ConfigureAwait(false))
        {
            var isZipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            var tar = new TarReader(isZipped ? new GZipStream(file, CompressionMode.Decompress) : file);
            await using (tar.ConfigureAwait(false))
            {
                while (await tar.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
                {
                    await KeepAsync(entry, cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task KeepAsync(TarEntry entry, CancellationToken cancellation)
    {
        var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        var isDocument = name.EndsWith(".json", StringComparison.Ordinal) || name.StartsWith("blobs/", StringComparison.Ordinal);
        if (isDocument && entry is { DataStream: { } data, Length: <= LargestDocument })
        {
            using var buffer = new MemoryStream();
            await data.CopyToAsync(buffer, cancellation).ConfigureAwait(false);
            _documents[name] = buffer.ToArray();
        }
    }

    private IEnumerable<ArchivedImage> DockerImages()
        => from image in Parse("manifest.json") as JsonArray ?? []
           let configuration = (string?)image["Config"]
           where configuration is not null && _documents.ContainsKey(configuration)
           select new ArchivedImage([.. (image["RepoTags"] as JsonArray ?? []).Select(t => (string)t!)], [DigestOf(_documents[configuration])]);

    private IEnumerable<ArchivedImage> OciImages()
        => from entry in Parse("index.json")?["manifests"] as JsonArray ?? []
           let ids = IdsOf(entry, depth: 0).ToList()
           where ids.Count > 0
           select new ArchivedImage(NameOf(entry) is { } name ? [name] : [], ids);

    // The configuration first, then what leads to it; an index leads on to several, one for each platform.
    private IEnumerable<string> IdsOf(JsonNode entry, int depth)
    {
        if (depth > DeepestIndex || (string?)entry["digest"] is not { } digest || Parse(PathOf(digest)) is not { } document)
        {
            return [];
        }

        IEnumerable<string> below = (string?)document["config"]?["digest"] is { } configuration ? [configuration] : (document["manifests"] as JsonArray ?? []).SelectMany(m => IdsOf(m!, depth + 1));
        return below.Append(digest);
    }

    private static string? NameOf(JsonNode entry)
        => (string?)entry["annotations"]?["io.containerd.image.name"] ?? (string?)entry["annotations"]?["org.opencontainers.image.ref.name"];

    private JsonNode? Parse(string name) => _documents.TryGetValue(name, out var bytes) ? JsonNode.Parse(bytes) : null;

    private static string PathOf(string digest) => $"blobs/{digest.Replace(':', '/')}";

    private static string DigestOf(byte[] document) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(document))}";

    // 'docker save' writes both kinds of manifest about one image.
    private static List<ArchivedImage> Join(List<ArchivedImage> images, ArchivedImage image)
    {
        var same = images.FindIndex(i => i.Ids.Intersect(image.Ids).Any());
        if (same < 0)
        {
            images.Add(image);
        }
        else
        {
            images[same] = new ArchivedImage([.. images[same].Names.Union(image.Names)], [.. images[same].Ids.Union(image.Ids)]);
        }

        return images;
    }
}
