using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

public sealed partial class FakeDocker
{
    private readonly List<FakeNetwork> _networks = [];

    /// <summary>Makes a second network of the same name, as an engine before 25 may do when two are made at once.</summary>
    public bool MissesDuplicateNetworks { get; set; }

    public IReadOnlyList<FakeNetwork> Networks
    {
        get
        {
            lock (_gate)
            {
                return [.. _networks];
            }
        }
    }

    /// <summary>A network that somebody else has made.</summary>
    public FakeNetwork AddNetwork(string name, IReadOnlyDictionary<string, string>? labels = null)
    {
        lock (_gate)
        {
            return AddNetwork(new JsonObject { ["Name"] = name, ["Labels"] = JsonSerializer.SerializeToNode(labels ?? new Dictionary<string, string>()) });
        }
    }

    /// <summary>Somebody removes a network, whatever uses it.</summary>
    public void ForgetNetwork(string name)
    {
        lock (_gate)
        {
            _networks.RemoveAll(network => network.Name == name);
        }
    }

    private FakeNetwork AddNetwork(JsonObject request)
    {
        var network = new FakeNetwork { Id = NewId(), Name = (string)request["Name"]!, Created = DateTimeOffset.UtcNow, Request = (JsonObject)request.DeepClone() };
        _networks.Add(network);
        return network;
    }

    private FakeNetwork FindNetwork(string name)
        => _networks.Find(network => network.Id == name || network.Name == name) ?? throw new FakeRefusal(404, $"network {name} not found");

    // As the real engine: what a stopped container is told to join is looked for at its start, and kept by its id from then on.
    private void JoinNetworks(FakeContainer container)
    {
        foreach (var network in container.Endpoints.Keys.Where(network => network != "bridge"))
        {
            container.NetworkIds[network] = FindNetwork(container.NetworkIds.GetValueOrDefault(network, network)).Id;
        }
    }

    private Task ListNetworksAsync(HttpContext http)
    {
        lock (_gate)
        {
            return WriteAsync(http.Response, 200, new JsonArray([.. _networks.Select(network => new JsonObject
            {
                ["Name"] = network.Name,
                ["Id"] = network.Id,
                ["Created"] = network.Created.ToString("O", CultureInfo.InvariantCulture),
                ["Driver"] = (string?)network.Request["Driver"] ?? "bridge",
                ["Labels"] = network.Request["Labels"]?.DeepClone(),
            })]));
        }
    }

    private Task CreateNetworkAsync(HttpContext http, RecordedRequest request)
    {
        lock (_gate)
        {
            var body = (JsonObject)request.Body!;
            if (!MissesDuplicateNetworks && (bool?)body["CheckDuplicate"] == true && _networks.Exists(network => network.Name == (string?)body["Name"]))
            {
                throw new FakeRefusal(409, $"network with name {body["Name"]} already exists");
            }

            return WriteAsync(http.Response, 201, new JsonObject { ["Id"] = AddNetwork(body).Id, ["Warning"] = string.Empty });
        }
    }

    private Task ConnectNetworkAsync(RecordedRequest request, string name)
    {
        lock (_gate)
        {
            var container = FindOrRefuse((string)request.Body!["Container"]!);
            container.Endpoints[container.IsUp ? FindNetwork(name).Name : name] = request.Body["EndpointConfig"]?.DeepClone() as JsonObject ?? [];
            return Task.CompletedTask;
        }
    }

    private Task RemoveNetworkAsync(HttpContext http, string name)
    {
        lock (_gate)
        {
            var network = FindNetwork(name);
            if (_containers.Exists(container => container.IsUp && container.Endpoints.ContainsKey(network.Name)))
            {
                throw new FakeRefusal(403, $"error while removing network: network {network.Name} id {network.Id} has active endpoints");
            }

            _networks.Remove(network);
            http.Response.StatusCode = 204;
            return Task.CompletedTask;
        }
    }

    private JsonObject ToNetworks(FakeContainer container)
    {
        var address = container.IsUp ? ContainerAddress : string.Empty;
        IEnumerable<string> names = container.Endpoints.Count == 0 ? ["bridge"] : container.Endpoints.Keys;
        return new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["IPAddress"] = address, ["GlobalIPv6Address"] = string.Empty })));
    }
}
