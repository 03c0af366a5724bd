using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;

namespace Maestro.Testing;

/// <summary>The real Docker engine that tests run against: the one of <c>DOCKER_HOST</c>, else the default socket.</summary>
/// <remarks>
/// What a test creates is to be named by <see cref="NewName"/> (or to begin with <see cref="Prefix"/>): it is removed at the end, and by a later
/// run when this process could not do it any more. Images begin with <c>maestro-test/</c> and stay, since making them anew would take time.
/// </remarks>
public sealed class RealEngine : IAsyncDisposable
{
    private const string CommonPrefix = "maestro-test-";
    private const string DefaultSocket = "/var/run/docker.sock";
    private const string HashLabel = "maestro-test.changes";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly IEngineDialer _dialer;
    private int _names;

    private RealEngine(string host)
    {
        Host = host;
        _dialer = CreateDialer(host);
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, cancellation) => _dialer.DialAsync(cancellation), UseProxy = false })
        {
            BaseAddress = new Uri("http://docker/"),
        };
    }

    /// <summary>As a docker_host: <c>unix://…</c> or <c>tcp://…</c>.</summary>
    public string Host { get; }

    /// <summary>What the names of all containers of this run begin with.</summary>
    public static string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"{CommonPrefix}{Environment.ProcessId}");

    /// <summary>The image that has busybox and nothing else; made when it is not there.</summary>
    public const string Busybox = "maestro-test/busybox:latest";

    public static Task<RealEngine> ConnectAsync()
        => ConnectAsync(Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : $"unix://{DefaultSocket}");

    /// <param name="host">As a docker_host: <c>unix://…</c> or <c>tcp://…</c>.</param>
    public static async Task<RealEngine> ConnectAsync(string host)
    {
        var engine = new RealEngine(host);
        try
        {
            await engine.RemoveLeftoversAsync();
            await engine.EnsureImageAsync(Busybox);
            return engine;
        }
        catch (Exception exception)
        {
            await engine.DisposeAsync(removeContainers: false);
            throw new InvalidOperationException(
                $"These tests need a Docker engine, and the one at {engine.Host} cannot be used: {(exception.InnerException as DockerConnectionException ?? exception).Message} "
                + "Run './build.sh --target=Test', which finds or starts one, or set DOCKER_HOST.",
                exception);
        }
    }

    /// <summary>A name that no other container has.</summary>
    public string NewName(string what) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{what}-{Interlocked.Increment(ref _names)}");

    /// <summary>Makes an image out of busybox, unless it is there in just this form.</summary>
    /// <param name="name">Begins with <c>maestro-test/</c>.</param>
    /// <param name="changes">Lines of a Dockerfile, such as <c>CMD ["sleep", "5"]</c>.</param>
    public async Task EnsureImageAsync(string name, params string[] changes)
    {
        if (!name.StartsWith("maestro-test/", StringComparison.Ordinal))
        {
            throw new ArgumentException("Test images are named maestro-test/….", nameof(name));
        }

        var hash = BusyboxArchive.HashOf(changes);
        if (await FindImageLabelAsync(name) == hash)
        {
            return;
        }

        var (repository, tag) = name.LastIndexOf(':') is > 0 and var colon ? (name[..colon], name[(colon + 1)..]) : (name, "latest");
        string[] all = [.. changes, $"LABEL {HashLabel}={hash}"];
        var query = $"images/create?fromSrc=-&repo={repository}&tag={tag}{string.Concat(all.Select(change => $"&changes={Uri.EscapeDataString(change)}"))}";
        using var content = new StreamContent(await BusyboxArchive.CreateAsync());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using var response = await _http.PostAsync(new Uri(query, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode || text.Contains("errorDetail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The image {name} cannot be made: {text}");
        }
    }

    /// <summary>Asks the engine something that the product's client has no call for.</summary>
    /// <param name="path">Without a slash in front: <c>containers/x/json</c>.</param>
    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    /// <summary>Gives an image another name.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">With its tag; contains <c>maestro-test/</c>.</param>
    public async Task TagAsync(string image, string name)
    {
        var colon = name.LastIndexOf(':');
        using var response = await _http.PostAsync(new Uri($"images/{image}/tag?repo={name[..colon]}&tag={name[(colon + 1)..]}", UriKind.Relative), null);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Removes every name of images that begins so, and the images that have no other.</summary>
    public async Task RemoveImagesAsync(string prefix)
    {
        foreach (var image in ((JsonArray)await GetAsync("images/json"))!)
        {
            string[] names = [.. ((JsonArray?)image!["RepoTags"] ?? []).Concat((JsonArray?)image["RepoDigests"] ?? []).Select(n => (string)n!)];
            foreach (var name in names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
            {
                using var response = await _http.DeleteAsync(new Uri($"images/{name}?force=1", UriKind.Relative));
            }
        }
    }

    /// <summary>Runs a command in a container.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExecAsync(string container, params string[] command)
    {
        var body = new JsonObject { ["Cmd"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]), ["AttachStdout"] = true };
        using var created = await _http.PostAsync(new Uri($"containers/{container}/exec", UriKind.Relative), Json(body));
        created.EnsureSuccessStatusCode();
        var id = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["Id"]!;
        using var started = await _http.PostAsync(new Uri($"exec/{id}/start", UriKind.Relative), Json(new JsonObject { ["Detach"] = false }));
        await started.Content.ReadAsStringAsync();
        return (int)(await GetAsync($"exec/{id}/json"))["ExitCode"]!;
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));

    /// <summary>Removes all containers, whoever made them.</summary>
    public Task RemoveContainersAsync() => RemoveAsync(_ => true);

    /// <summary>Removes the containers whose names begin so.</summary>
    public Task RemoveContainersAsync(string prefix) => RemoveAsync(name => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Takes a name away from an image, and the image with its last name; nothing when there is none.</summary>
    public async Task RemoveImageAsync(string name)
    {
        using var response = await _http.DeleteAsync(new Uri($"images/{name}", UriKind.Relative));
    }

    /// <summary>Removes a volume that a test made; nothing when there is none.</summary>
    public async Task RemoveVolumeAsync(string name)
    {
        using var response = await _http.DeleteAsync(new Uri($"volumes/{name}", UriKind.Relative));
    }

    /// <summary>Restarts a container behind the client's back, as another user of the engine would.</summary>
    public async Task RestartAsync(string container)
    {
        using var response = await _http.PostAsync(new Uri($"containers/{container}/restart?t=2", UriKind.Relative), content: null);
        response.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => DisposeAsync(removeContainers: true);

    /// <summary>The product's client for this engine.</summary>
    internal IDockerClient CreateClient() => new DockerClient(_dialer, TimeProvider.System);

    private static IEngineDialer CreateDialer(string host)
    {
        var uri = new Uri(host);
        return uri.Scheme switch
        {
            "unix" => new UnixSocketDialer(uri.AbsolutePath, ConnectTimeout, TimeProvider.System),
            "tcp" => new TcpDialer(uri.Host, uri.Port, ConnectTimeout, TimeProvider.System),
            _ => throw new InvalidOperationException($"The tests understand unix:// and tcp:// in DOCKER_HOST, not '{host}'."),
        };
    }

    private async ValueTask DisposeAsync(bool removeContainers)
    {
        if (removeContainers)
        {
            await RemoveAsync(name => name.StartsWith(Prefix + "-", StringComparison.Ordinal));
        }

        _http.Dispose();
    }

    /// <summary>Of runs whose process is gone; test projects may run side by side.</summary>
    private Task RemoveLeftoversAsync() => RemoveAsync(name => name.StartsWith(CommonPrefix, StringComparison.Ordinal) && !IsAlive(name));

    private static bool IsAlive(string name)
        => int.TryParse(name[CommonPrefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var process)
            && (!OperatingSystem.IsLinux() || Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}")));

    private async Task RemoveAsync(Func<string, bool> isWanted)
    {
        foreach (var container in (JsonArray)await GetAsync("containers/json?all=1"))
        {
            if (((JsonArray?)container!["Names"])?.Any(name => isWanted(((string)name!).TrimStart('/'))) == true)
            {
                using var response = await _http.DeleteAsync(new Uri($"containers/{container["Id"]}?force=1&v=1", UriKind.Relative));
            }
        }
    }

    private async Task<string?> FindImageLabelAsync(string name)
    {
        using var response = await _http.GetAsync(new Uri($"images/{name}/json", UriKind.Relative));
        return response.IsSuccessStatusCode
            ? (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())?["Config"]?["Labels"]?[HashLabel]
            : null;
    }
}
