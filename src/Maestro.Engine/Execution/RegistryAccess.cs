using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Which registry an image comes from, and what proves to it who pulls.</summary>
internal sealed class RegistryAccess(IReadOnlyList<Registry> registries, DockerConfig config)
{
    /// <summary>The entry of the file for an image: by its name, else by its host; null when there is none.</summary>
    public Registry? EntryFor(ImageReference image)
    {
        var first = FirstPart(image);
        return first.Length == 0 ? null : registries.FirstOrDefault(r => r.Name == first) ?? registries.FirstOrDefault(r => r.Serves(first));
    }

    /// <summary>What goes into the header <c>X-Registry-Auth</c>; null to pull without credentials.</summary>
    /// <exception cref="ProgramFailedException">A credential helper failed.</exception>
    /// <exception cref="JsonException">The configuration of the docker command is broken.</exception>
    public async Task<string?> HeaderForAsync(ImageReference image, CancellationToken cancellation)
    {
        var entry = EntryFor(image);
        if (entry?.Password is { } password)
        {
            return Header(new JsonObject
            {
                ["username"] = entry.Username,
                ["password"] = password.Reveal(),
                ["email"] = entry.Email.Length == 0 ? null : entry.Email,
                ["serveraddress"] = entry.Address,
            });
        }

        var registry = entry?.Authority ?? HostOf(image);
        return await config.FindAsync(registry, cancellation).ConfigureAwait(false) is not { } stored ? null : Header(new JsonObject
        {
            ["username"] = stored.IsIdentityToken ? null : stored.Username,
            [stored.IsIdentityToken ? "identitytoken" : "password"] = stored.Password.Reveal(),
            ["serveraddress"] = registry,
        });
    }

    private static string FirstPart(ImageReference image)
    {
        var slash = image.Repository.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? string.Empty : image.Repository[..slash];
    }

    // By Docker's rule a first part without '.', ':' and other than localhost is a part of a name on Docker Hub.
    private static string HostOf(ImageReference image)
        => FirstPart(image) is { Length: > 0 } first && first != "docker.io" && (first == "localhost" || first.AsSpan().ContainsAny('.', ':'))
            ? first
            : DockerConfig.Hub;

    private static string Header(JsonObject credentials)
    {
        foreach (var empty in credentials.Where(c => c.Value is null).Select(c => c.Key).ToList())
        {
            credentials.Remove(empty);
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials.ToJsonString())).Replace('+', '-').Replace('/', '_');
    }
}
