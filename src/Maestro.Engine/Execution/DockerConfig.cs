using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>What <c>docker login</c> has stored for one registry.</summary>
internal sealed record StoredCredentials(string Username, SecretValue Password, bool IsIdentityToken);

/// <summary>The configuration of the docker command: the credentials in it, or in the helpers that it names. Each registry is looked up once.</summary>
/// <param name="variables">The environment variables that say where it is.</param>
internal sealed class DockerConfig(IReadOnlyDictionary<string, string> variables, TimeProvider time)
{
    /// <summary>The name of Docker Hub in the configuration.</summary>
    public const string Hub = "https://index.docker.io/v1/";

    private readonly ConcurrentDictionary<string, Lazy<Task<StoredCredentials?>>> _found = new(StringComparer.Ordinal);

    /// <summary>Finds the credentials of a registry; null when there are none.</summary>
    /// <exception cref="ProgramFailedException">A helper failed, and there are none elsewhere.</exception>
    /// <exception cref="JsonException">The configuration is broken.</exception>
    public Task<StoredCredentials?> FindAsync(string registry, CancellationToken cancellation)
        => _found.GetOrAdd(registry, _ => new Lazy<Task<StoredCredentials?>>(() => LookAsync(registry, cancellation))).Value;

    /// <summary>Whether both addresses are of one registry: what stands before and behind the host does not count.</summary>
    public static bool IsSame(string address, string other) => HostOf(address) == HostOf(other);

    public static JsonElement? Property(JsonElement? element, string name)
        => element is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private async Task<StoredCredentials?> LookAsync(string registry, CancellationToken cancellation)
    {
        if (Read() is not { } json)
        {
            return null;
        }

        using (json)
        {
            ProgramFailedException? failure = null;
            var helper = Of(Property(json.RootElement, "credHelpers"), registry, Text) ?? Text(Property(json.RootElement, "credsStore"));
            if (helper is { Length: > 0 })
            {
                try
                {
                    if (await new CredentialHelper(helper, Variable("PATH"), time).GetAsync(registry, cancellation).ConfigureAwait(false) is { } told)
                    {
                        return told;
                    }
                }
                catch (ProgramFailedException exception)
                {
                    failure = exception;
                }
            }

            var stored = Of(Property(json.RootElement, "auths") ?? json.RootElement, registry, Parse);
            return stored is null && failure is not null ? throw failure : stored;
        }
    }

    // The second is what old versions of the docker command wrote.
    private JsonDocument? Read()
    {
        var home = Variable("HOME") ?? Variable("USERPROFILE");
        var folder = Variable("DOCKER_CONFIG") ?? (home is null ? null : Path.Combine(home, ".docker"));
        string?[] files = [folder is null ? null : Path.Combine(folder, "config.json"), home is null ? null : Path.Combine(home, ".dockercfg")];
        return Array.Find(files, File.Exists) is { } file ? JsonDocument.Parse(File.ReadAllText(file)) : null;
    }

    private string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    // The very name goes before other spellings of it.
    private static T? Of<T>(JsonElement? entries, string registry, Func<JsonElement?, T?> read)
        where T : class
        => entries is not { ValueKind: JsonValueKind.Object } given ? null
            : given.EnumerateObject()
                .Where(e => IsSame(e.Name, registry))
                .OrderBy(e => e.Name == registry ? 0 : 1)
                .Select(e => read(e.Value))
                .FirstOrDefault(c => c is not null);

    private static string HostOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var host = (scheme < 0 ? address : address[(scheme + 3)..]).Split('/')[0];
        return host is "docker.io" or "registry-1.docker.io" ? "index.docker.io" : host;
    }

    private static StoredCredentials? Parse(JsonElement? entry)
    {
        var user = Text(Property(entry, "username"));
        if (Text(Property(entry, "identitytoken")) is { Length: > 0 } token)
        {
            return new StoredCredentials(user ?? string.Empty, new SecretValue(token), IsIdentityToken: true);
        }

        if (Text(Property(entry, "auth")) is { Length: > 0 } auth && Decode(auth) is { } pair)
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : new StoredCredentials(pair[..colon], new SecretValue(pair[(colon + 1)..].TrimEnd('\0')), IsIdentityToken: false);
        }

        return user is { Length: > 0 } && Text(Property(entry, "password")) is { } password ? new StoredCredentials(user, new SecretValue(password), IsIdentityToken: false) : null;
    }

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
