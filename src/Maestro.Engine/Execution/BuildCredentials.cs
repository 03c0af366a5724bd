using System.Text;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>What proves to the registries of a Dockerfile's base images who builds.</summary>
internal sealed class BuildCredentials(PlayContext context)
{
    /// <summary>What goes into the header <c>X-Registry-Config</c>; null when no registry asks for anything.</summary>
    public async Task<string?> HeaderAsync(Step step, IEnumerable<string> images, CancellationToken cancellation)
    {
        var registries = new JsonObject();
        foreach (var name in images.Distinct(StringComparer.Ordinal))
        {
            if (ImageReference.TryParse(name, out var image) && await FindAsync(step, image, cancellation).ConfigureAwait(false) is { } found)
            {
                registries[(string)found["serveraddress"]!] = found;
            }
        }

        return registries.Count == 0 ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(registries.ToJsonString())).Replace('+', '-').Replace('/', '_');
    }

    private async Task<JsonObject?> FindAsync(Step step, ImageReference image, CancellationToken cancellation)
    {
        var credentials = await context.Registries.CredentialsForAsync(image, cancellation).ConfigureAwait(false);
        if (credentials.Problem is { } problem)
        {
            context.Report(step, $"no credentials: {problem}");
        }

        return credentials.Header is { } header ? JsonNode.Parse(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/'))) as JsonObject : null;
    }
}
