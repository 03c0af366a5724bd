using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

// Volumes: they come by name or with the containers that are bound to them, and stay until they are deleted.
public sealed partial class FakeDocker
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _volumes = [];

    /// <summary>The volumes that there are, by name.</summary>
    public IReadOnlyList<string> Volumes
    {
        get
        {
            lock (_gate)
            {
                return [.. _volumes.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The labels of a volume.</summary>
    public IReadOnlyDictionary<string, string> LabelsOf(string volume)
    {
        lock (_gate)
        {
            return _volumes[volume];
        }
    }

    /// <summary>A volume that somebody else has made.</summary>
    public void AddVolume(string name, IReadOnlyDictionary<string, string>? labels = null)
    {
        lock (_gate)
        {
            _volumes.Add(name, labels ?? new Dictionary<string, string>());
        }
    }

    private static IEnumerable<string> VolumesOf(FakeContainer container)
        => (container.Request["HostConfig"]?["Binds"] as JsonArray ?? [])
            .Select(bind => ((string)bind!).Split(':')[0])
            .Where(source => !source.StartsWith('/'));

    private void AddVolumesOf(FakeContainer container)
    {
        foreach (var volume in VolumesOf(container))
        {
            _volumes.TryAdd(volume, new Dictionary<string, string>());
        }
    }

    private Task CreateVolumeAsync(HttpContext http, RecordedRequest request)
    {
        lock (_gate)
        {
            var name = (string)request.Body!["Name"]!;
            _volumes.TryAdd(name, (request.Body["Labels"] as JsonObject)?.ToDictionary(label => label.Key, label => (string)label.Value!) ?? []);
            return WriteAsync(http.Response, 201, ToVolume(name));
        }
    }

    private Task ListVolumesAsync(HttpContext http, RecordedRequest request)
    {
        lock (_gate)
        {
            var wanted = JsonNode.Parse(request.Query.GetValueOrDefault("filters") ?? "{}")!["label"]?.AsArray().Select(label => (string)label!).ToList() ?? [];
            var found = _volumes.Where(volume => wanted.TrueForAll(volume.Value.ContainsKey)).Select(volume => ToVolume(volume.Key));
            return WriteAsync(http.Response, 200, new JsonObject { ["Volumes"] = new JsonArray([.. found]), ["Warnings"] = null });
        }
    }

    private JsonObject ToVolume(string name) => new() { ["Name"] = name, ["Driver"] = "local", ["Labels"] = JsonSerializer.SerializeToNode(_volumes[name]) };

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
