using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

public sealed partial class FakeDocker
{
    private const string HalfOfOneLayer = """{"status":"Downloading","progressDetail":{"current":512,"total":1024},"progress":"[====>    ]  512B/1.024kB","id":"c0ffee123456"}""";

    private Task InspectImageAsync(HttpContext http, string name)
    {
        lock (_gate)
        {
            var image = FindImage(name) ?? throw new FakeRefusal(404, $"No such image: {FakeImage.Normalise(name)}");
            return WriteAsync(http.Response, 200, new JsonObject
            {
                ["Id"] = image.Id,
                ["RepoTags"] = new JsonArray([.. _images.Where(i => i.Value == image && !i.Key.Contains('@', StringComparison.Ordinal)).Select(i => JsonValue.Create(i.Key))]),
                ["RepoDigests"] = image.IsPulled ? new JsonArray($"{image.Repository}@{image.Digest}") : null,
                ["Os"] = image.Platform.Split('/')[0],
                ["Architecture"] = image.Platform.Split('/')[1],
                ["Size"] = image.Configuration.Length,
                ["Config"] = new JsonObject { ["Labels"] = JsonSerializer.SerializeToNode(image.Labels), ["Env"] = new JsonArray([.. image.Environment.Select(variable => JsonValue.Create(variable))]) },
            });
        }
    }

    private Task TagImageAsync(HttpContext http, RecordedRequest request, string name)
    {
        lock (_gate)
        {
            _images[FakeImage.Normalise($"{request.Query["repo"]}:{request.Query["tag"]}")] = FindImage(name) ?? throw new FakeRefusal(404, $"No such image: {name}");
            http.Response.StatusCode = 201;
            return Task.CompletedTask;
        }
    }

    private Task ResolveDigestAsync(HttpContext http, string name)
    {
        lock (_gate)
        {
            var (image, failure) = FindInRegistry(FakeImage.Normalise(name), fails: false);
            return failure is not null ? throw new FakeRefusal(failure.Status ?? 500, failure.Message)
                : image is null ? throw new FakeRefusal(404, "manifest unknown: manifest unknown")
                : WriteAsync(http.Response, 200, new JsonObject { ["Descriptor"] = new JsonObject { ["digest"] = image.Digest, ["size"] = 735 } });
        }
    }

    private async Task PullAsync(HttpContext http, RecordedRequest request)
    {
        var tag = request.Query["tag"];
        var name = FakeImage.Normalise(request.Query["fromImage"] + (tag.Contains(':', StringComparison.Ordinal) ? '@' : ':') + tag);
        FakePullFailure? failure;
        FakeImage? image;
        lock (_gate)
        {
            (image, failure) = FindInRegistry(name, fails: true);
        }

        if (failure is { Status: { } status })
        {
            throw new FakeRefusal(status, failure.Message);
        }

        if (image is null && failure is null)
        {
            throw new FakeRefusal(404, $"manifest for {name} not found: manifest unknown: manifest unknown");
        }

        http.Response.ContentType = "application/json";
        await WriteLineAsync(http, new JsonObject { ["status"] = $"Pulling from {request.Query["fromImage"]}", ["id"] = tag });
        foreach (var line in image?.PullLines ?? [HalfOfOneLayer])
        {
            await WriteLineAsync(http, JsonNode.Parse(line)!.AsObject());
        }

        if (failure is not null)
        {
            await WriteLineAsync(http, new JsonObject { ["errorDetail"] = new JsonObject { ["message"] = failure.Message }, ["error"] = failure.Message });
            return;
        }

        lock (_gate)
        {
            image!.IsPulled = true;
            _images[name] = image;
        }

        if (TellsDigests)
        {
            await WriteLineAsync(http, new JsonObject { ["status"] = $"Digest: {image.Digest}" });
        }

        await WriteLineAsync(http, new JsonObject { ["status"] = $"Status: Downloaded newer image for {name}" });
    }

    /// <param name="fails">Whether a failure that was ordered is used up.</param>
    private (FakeImage? Image, FakePullFailure? Failure) FindInRegistry(string name, bool fails)
    {
        if (_pullFailures.TryGetValue(name, out var scripted) && (fails ? scripted.FailsNow() : scripted.IsFailing))
        {
            return (null, scripted);
        }

        var image = name.Split('@') is [var repository, var digest]
            ? _pushed.Find(i => i.Repository == repository && i.Digest == digest)
            : _pullable.GetValueOrDefault(name);
        return (image ?? (PullsAnything ? new FakeImage(name) : null), null);
    }
}
