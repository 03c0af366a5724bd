using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

// Images that are built, loaded and saved. A build takes every instruction but "RUN false"; an archive is as 'docker save' of engine 20.10 writes it.
public sealed partial class FakeDocker
{
    /// <summary>The image of that name; null when the engine does not have it.</summary>
    public FakeImage? ImageNamed(string name)
    {
        lock (_gate)
        {
            return FindImage(name);
        }
    }

    /// <summary>Somebody removes an image, whatever uses it.</summary>
    public void ForgetImage(string name)
    {
        lock (_gate)
        {
            _images.Remove(FakeImage.Normalise(name));
        }
    }

    private async Task BuildAsync(HttpContext http, RecordedRequest request)
    {
        var files = await ReadTarAsync(http);
        request.Files = files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value));
        if (!files.TryGetValue(request.Query["dockerfile"], out var dockerfile))
        {
            throw new FakeRefusal(500, $"Cannot locate specified Dockerfile: {request.Query["dockerfile"]}");
        }

        http.Response.ContentType = "application/json";
        string[] instructions =
        [
            .. Encoding.UTF8.GetString(dockerfile).Split('\n').Where(line => line.Trim().Length > 0 && !line.StartsWith('#')),
            .. request.Query.ContainsKey("labels") ? ["LABEL of the call"] : Array.Empty<string>(),
        ];
        for (var i = 0; i < instructions.Length; i++)
        {
            await WriteLineAsync(http, new JsonObject { ["stream"] = $"Step {i + 1}/{instructions.Length} : {instructions[i]}" });
            await WriteLineAsync(http, new JsonObject { ["stream"] = "\n" });
            if (instructions[i].Trim() == "RUN false")
            {
                const string Message = "The command '/bin/sh -c false' returned a non-zero code: 1";
                await WriteLineAsync(http, new JsonObject { ["errorDetail"] = new JsonObject { ["code"] = 1, ["message"] = Message }, ["error"] = Message });
                return;
            }
        }

        var image = Build(request, files);
        await WriteLineAsync(http, new JsonObject { ["aux"] = new JsonObject { ["ID"] = image.Id } });
        await WriteLineAsync(http, new JsonObject { ["stream"] = $"Successfully built {image.Id[7..19]}\n" });
        await WriteLineAsync(http, new JsonObject { ["stream"] = $"Successfully tagged {request.Query["t"]}\n" });
    }

    private FakeImage Build(RecordedRequest request, Dictionary<string, byte[]> files)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        files.OrderBy(file => file.Key, StringComparer.Ordinal).ToList().ForEach(file => hash.AppendData([.. Encoding.UTF8.GetBytes(file.Key), 0, .. file.Value]));
        var labels = request.Query.TryGetValue("labels", out var text) ? JsonSerializer.Deserialize<Dictionary<string, string>>(text)! : [];
        var configuration = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["os"] = Platform.Split('/')[0],
            ["architecture"] = Platform.Split('/')[1],
            ["config"] = new JsonObject { ["Labels"] = JsonSerializer.SerializeToNode(labels) },
            ["files"] = Convert.ToHexStringLower(hash.GetHashAndReset()),
        });
        return Keep(request.Query["t"], configuration);
    }

    private async Task LoadAsync(HttpContext http, RecordedRequest request)
    {
        var files = await ReadTarAsync(http);
        request.Files = files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value));
        http.Response.ContentType = "application/json";
        if (!files.TryGetValue("manifest.json", out var manifest))
        {
            throw new FakeRefusal(500, "open /var/lib/docker/tmp/docker-import-1/manifest.json: no such file or directory");
        }

        foreach (var image in (JsonArray)JsonNode.Parse(manifest)!)
        {
            var configuration = files[(string)image!["Config"]!];
            string[] names = [.. (image["RepoTags"] as JsonArray ?? []).Select(name => (string)name!)];
            foreach (var name in names)
            {
                Keep(name, configuration);
                await WriteLineAsync(http, new JsonObject { ["stream"] = $"Loaded image: {name}\n" });
            }

            if (names.Length == 0)
            {
                var id = Keep(name: null, configuration).Id;
                await WriteLineAsync(http, new JsonObject { ["stream"] = $"Loaded image ID: {id}\n" });
            }
        }
    }

    private async Task SaveAsync(HttpContext http, string name)
    {
        FakeImage image;
        lock (_gate)
        {
            image = FindImage(name) ?? throw new FakeRefusal(404, $"No such image: {name}");
        }

        http.Response.ContentType = "application/x-tar";
        using var archive = new MemoryStream(FakeArchive.Of((name, image.Configuration)));
        await archive.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    // An image without a name is found by its id alone.
    private FakeImage Keep(string? name, byte[] configuration)
    {
        lock (_gate)
        {
            var image = new FakeImage(name ?? "none", configuration) { Platform = Platform };
            return _images[name is null ? image.Id : image.Name] = image;
        }
    }

    private static async Task<Dictionary<string, byte[]>> ReadTarAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        var files = new Dictionary<string, byte[]>();
        await using var tar = new TarReader(body);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            using var content = new MemoryStream();
            await (entry.DataStream ?? Stream.Null).CopyToAsync(content);
            files[entry.Name] = content.ToArray();
        }

        return files;
    }
}
