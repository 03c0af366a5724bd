using System.Net.Http.Headers;

namespace Maestro.Engine.Docker;

/// <summary>One call of the Engine API, before it is known which version of the API is spoken.</summary>
/// <param name="Path">Begins with a slash; its parts are escaped already.</param>
/// <param name="Query">Without the question mark; escaped already.</param>
internal sealed record EngineRequest(HttpMethod Method, string Path, string Query = "")
{
    private const string RegistryAuthHeader = "X-Registry-Auth";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>UTF-8 JSON.</summary>
    public byte[]? Body { get; init; }

    public string? RegistryAuth { get; init; }

    public CallPace Pace { get; init; } = CallPace.Prompt;

    /// <summary>What the engine was allowed to take on top of what a call may take.</summary>
    public TimeSpan Extra { get; init; }

    /// <summary>Whether a second try cannot do harm when nobody knows what became of the first.</summary>
    public bool IsSafe => Method == HttpMethod.Get;

    public static EngineRequest Get(string path, string query = "") => new(HttpMethod.Get, path, query);

    public static EngineRequest Post(string path, string query = "") => new(HttpMethod.Post, path, query);

    public static EngineRequest Delete(string path, string query = "") => new(HttpMethod.Delete, path, query);

    /// <param name="version">Such as 1.41, or null for a call that has no version.</param>
    public HttpRequestMessage ToMessage(string? version)
    {
        var message = new HttpRequestMessage(Method, ToUri(version));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = Json;
        }

        if (RegistryAuth is not null)
        {
            message.Headers.TryAddWithoutValidation(RegistryAuthHeader, RegistryAuth);
        }

        return message;
    }

    /// <summary>Method and path, for messages; no query, since it may be long.</summary>
    public override string ToString() => $"{Method} {Path}";

    private Uri ToUri(string? version)
    {
        var prefix = version is null ? string.Empty : $"/v{version}";
        var query = Query.Length == 0 ? string.Empty : $"?{Query}";

        // Taken as it is: Uri would fold ".." in the path, even an escaped one, and so change what is called.
        return new Uri($"http://docker{prefix}{Path}{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }
}
