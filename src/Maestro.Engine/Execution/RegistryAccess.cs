using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Which registry an image comes from, and what proves to it who pulls.</summary>
internal sealed class RegistryAccess(IReadOnlyList<Registry> registries, DockerConfig config)
{
    private const string HubName = "docker.io";
    private const string TokenUser = "<token>";

    /// <summary>The entry of the file for an image: by its name, else by its host; null when there is none.</summary>
    public Registry? EntryFor(ImageReference image) => EntryFor(image, registries);

    /// <inheritdoc cref="EntryFor(ImageReference)"/>
    public static Registry? EntryFor(ImageReference image, IReadOnlyList<Registry> registries)
    {
        var first = FirstPart(image);
        return (first.Length == 0 ? null : registries.FirstOrDefault(r => r.Name == first) ?? registries.FirstOrDefault(r => r.Serves(first)))
            ?? (HostOf(image) == DockerConfig.Hub ? registries.FirstOrDefault(r => DockerConfig.IsSame(r.Authority, HubName)) : null);
    }

    /// <summary>The credentials for an image: those of the file, else what the docker command has stored.</summary>
    public async Task<PullCredentials> CredentialsForAsync(ImageReference image, CancellationToken cancellation)
    {
        var entry = EntryFor(image);
        var registry = entry?.Authority ?? HostOf(image);
        var name = DockerConfig.IsSame(registry, HubName) ? HubName : registry;
        if (entry?.Password is { } password)
        {
            return Credentials(name, entry.Username, password, entry.Username == TokenUser, entry.Address, entry.Email) with
            {
                Source = $"'username' and 'password' of 'registries/{entry.Name}'",
            };
        }

        try
        {
            return await config.FindAsync(name == HubName ? DockerConfig.Hub : registry, cancellation).ConfigureAwait(false) is not { } stored
                ? new PullCredentials(name)
                : Credentials(name, stored.Username, stored.Password, stored.IsIdentityToken, name == HubName ? DockerConfig.Hub : registry) with
                {
                    Source = $"what 'docker login {name}' has stored here, for the user '{stored.Username}'",
                };
        }
        catch (Exception exception) when (exception is ProgramFailedException or JsonException or IOException or UnauthorizedAccessException)
        {
            // As the docker command does: many images need none.
            return new PullCredentials(name) { Problem = $"the configuration of the docker command cannot be used: {exception.Message}" };
        }
    }

    private static string FirstPart(ImageReference image)
    {
        var slash = image.Repository.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? string.Empty : image.Repository[..slash];
    }

    // By Docker's rule a first part without '.', ':' and other than localhost is a part of a name on Docker Hub.
    private static string HostOf(ImageReference image)
        => FirstPart(image) is { Length: > 0 } first && first != HubName && (first == "localhost" || first.AsSpan().ContainsAny('.', ':'))
            ? first
            : DockerConfig.Hub;

    private static PullCredentials Credentials(string registry, string username, SecretValue password, bool isToken, string address, string email = "")
    {
        var credentials = new JsonObject { [isToken ? "identitytoken" : "password"] = password.Reveal(), ["serveraddress"] = address };
        if (!isToken)
        {
            credentials["username"] = username;
        }

        if (email.Length > 0)
        {
            credentials["email"] = email;
        }

        return new PullCredentials(registry)
        {
            Header = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials.ToJsonString())).Replace('+', '-').Replace('/', '_'),
            Mask = new SecretMask([password]),
        };
    }
}
