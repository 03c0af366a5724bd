using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

// Volumes: they come with the containers that are bound to them, and stay until they are deleted.
public sealed partial class FakeDocker
{
    private readonly HashSet<string> _volumes = [];

    /// <summary>The volumes that there are, by name.</summary>
    public IReadOnlyList<string> Volumes
    {
        get
        {
            lock (_gate)
            {
                return [.. _volumes.Order(StringComparer.Ordinal)];
            }
        }
    }

    private static IEnumerable<string> VolumesOf(FakeContainer container)
        => (container.Request["HostConfig"]?["Binds"] as System.Text.Json.Nodes.JsonArray ?? [])
            .Select(bind => ((string)bind!).Split(':')[0])
            .Where(source => !source.StartsWith('/'));

    private Task RemoveVolumeAsync(HttpContext http, string name)
    {
        lock (_gate)
        {
            if (_containers.Exists(container => VolumesOf(container).Contains(name)))
            {
                throw new FakeRefusal(409, $"remove {name}: volume is in use");
            }

            http.Response.StatusCode = _volumes.Remove(name) ? 204 : throw new FakeRefusal(404, $"get {name}: no such volume");
            return Task.CompletedTask;
        }
    }
}
