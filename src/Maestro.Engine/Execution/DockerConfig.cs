using System.Text;
using System.Text.Json;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>What <c>docker login</c> has stored for one registry.</summary>
internal sealed record StoredCredentials(string Username, SecretValue Password, bool IsIdentityToken);

/// <summary>The configuration of the docker command: the credentials in it, or in the helpers that it names.</summary>
/// <param name="variables">The environment variables that say where it is.</param>
internal sealed class DockerConfig(IReadOnlyDictionary<string, string> variables, TimeProvider time)
{
    /// <summary>The name of Docker Hub in the configuration.</summary>
    public const string Hub = "https://index.docker.io/v1/";

    private const string TokenUser = "<token>";
    private static readonly TimeSpan HelperTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Finds the credentials of a registry; null when there are none.</summary>
    /// <exception cref="ProgramFailedException">A helper failed.</exception>
    /// <exception cref="JsonException">The configuration is broken.</exception>
    public async Task<StoredCredentials?> FindAsync(string registry, CancellationToken cancellation)
    {
        if (Read() is not { } json)
        {
            return null;
        }

        using (json)
        {
            var helper = Text(Property(Property(json.RootElement, "credHelpers"), registry)) ?? Text(Property(json.RootElement, "credsStore"));
            if (helper is { Length: > 0 } && await AskAsync(helper, registry, cancellation).ConfigureAwait(false) is { } told)
            {
                return told;
            }

            var entries = Property(json.RootElement, "auths") ?? json.RootElement;
            return entries.ValueKind == JsonValueKind.Object
                ? entries.EnumerateObject().Where(e => Matches(e.Name, registry)).Select(e => Parse(e.Value)).FirstOrDefault(c => c is not null)
                : null;
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

    private async Task<StoredCredentials?> AskAsync(string helper, string registry, CancellationToken cancellation)
    {
        if (!helper.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ProgramFailedException($"'{helper}' is no name of a credential helper.");
        }

        var program = new ShortProgram($"docker-credential-{helper}", ["get"]) { Input = registry, Timeout = HelperTimeout };
        string answer;
        try
        {
            answer = await program.RunAsync(time, cancellation).ConfigureAwait(false);
        }
        catch (ProgramFailedException failure) when (failure.Message.StartsWith("It ended", StringComparison.Ordinal))
        {
            // A helper ends with an error when it knows nothing of the registry.
            return null;
        }

        using var json = JsonDocument.Parse(answer);
        var (user, secret) = (Text(Property(json.RootElement, "Username")), Text(Property(json.RootElement, "Secret")));
        return user is null || secret is null ? null : new StoredCredentials(user == TokenUser ? string.Empty : user, new SecretValue(secret), user == TokenUser);
    }

    private static bool Matches(string entry, string registry) => entry == registry || HostOf(entry) == HostOf(registry);

    private static string HostOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? address : address[(scheme + 3)..]).Split('/')[0];
    }

    private static StoredCredentials? Parse(JsonElement entry)
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

    private static JsonElement? Property(JsonElement? element, string name)
        => element is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
