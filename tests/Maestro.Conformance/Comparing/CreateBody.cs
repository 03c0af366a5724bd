using System.Text.Json.Nodes;

namespace Maestro.Conformance.Comparing;

/// <summary>The body of a create call in the normal form of the golden data.</summary>
internal sealed class CreateBody(JsonObject body)
{
    private readonly JsonObject _host = body["HostConfig"] as JsonObject ?? [];

    public string? Image => (string?)body["Image"];

    public IReadOnlyDictionary<string, string?> Variables()
    {
        var variables = new Dictionary<string, string?>();
        foreach (var variable in Texts(body["Env"]))
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            variables[equals < 0 ? variable : variable[..equals]] = equals < 0 ? null : variable[(equals + 1)..];
        }

        return variables;
    }

    public IReadOnlySet<string> Volumes() => Keys(body["Volumes"]).ToHashSet();

    public JsonObject Normalised() => new()
    {
        ["user"] = TextOrNull(body["User"]),
        ["workdir"] = TextOrNull(body["WorkingDir"]),
        ["command"] = body["Cmd"] is JsonArray { Count: > 0 } command ? command.DeepClone() : null,
        ["hostname"] = TextOrNull(body["Hostname"]),
        ["exposed_ports"] = Sorted(Keys(body["ExposedPorts"])),
        ["port_bindings"] = new JsonObject((_host["PortBindings"] as JsonObject ?? []).Select(b => KeyValuePair.Create(b.Key, (JsonNode?)Bindings(b.Value)))),
        ["binds"] = Sorted(Texts(_host["Binds"]).Select(Tolerances.FullBind)),
        ["volumes_from"] = Sorted(Texts(_host["VolumesFrom"])),
        ["links"] = Sorted(Texts(_host["Links"])),
        ["privileged"] = (bool?)_host["Privileged"] ?? false,
        ["cap_add"] = InOrder(_host["CapAdd"]),
        ["cap_drop"] = InOrder(_host["CapDrop"]),
        ["extra_hosts"] = Sorted(Texts(_host["ExtraHosts"])),
        ["dns"] = InOrder(_host["Dns"]),
        ["net"] = (string?)_host["NetworkMode"] is { Length: > 0 } and not "default" ? _host["NetworkMode"]!.DeepClone() : null,
        ["restart"] = Restart(_host["RestartPolicy"]),
        ["memory"] = NumberOrNull(_host["Memory"]),
        ["memory_swap"] = NumberOrNull(_host["MemorySwap"]),
        ["cpu_shares"] = NumberOrNull(_host["CpuShares"]) ?? NumberOrNull(body["CpuShares"]),
        ["log"] = Log(_host["LogConfig"]),
        ["security_opt"] = InOrder(_host["SecurityOpt"]),
        ["labels"] = new JsonObject((body["Labels"] as JsonObject ?? []).Where(l => Tolerances.IsCompared(l.Key)).Select(l => KeyValuePair.Create(l.Key, l.Value?.DeepClone()))),
        ["ulimits"] = Ulimits(_host["Ulimits"]),
    };

    private static JsonArray Bindings(JsonNode? bindings)
    {
        var pairs = (bindings as JsonArray ?? []).Select(b => (Ip: Tolerances.FullAddress((string?)b?["HostIp"]), Port: (string?)b?["HostPort"] ?? ""));
        return new JsonArray([.. pairs.OrderBy(p => p.Ip, StringComparer.Ordinal).ThenBy(p => p.Port, StringComparer.Ordinal)
            .Select(p => new JsonObject { ["ip"] = p.Ip, ["port"] = p.Port })]);
    }

    private static JsonObject Restart(JsonNode? policy) => new()
    {
        ["name"] = TextOrNull(policy?["Name"]) ?? "no",
        ["retries"] = (int?)policy?["MaximumRetryCount"] ?? 0,
    };

    private static JsonObject? Log(JsonNode? log) => TextOrNull(log?["Type"]) is { } driver
        ? new JsonObject { ["driver"] = driver, ["options"] = log!["Config"]?.DeepClone() ?? new JsonObject() }
        : null;

    private static JsonArray Ulimits(JsonNode? limits)
    {
        var all = (limits as JsonArray ?? []).OrderBy(l => (string?)l?["Name"], StringComparer.Ordinal);
        return new JsonArray([.. all.Select(l => new JsonObject
        {
            ["name"] = (string?)l?["Name"],
            ["soft"] = l?["Soft"]?.DeepClone(),
            ["hard"] = l?["Hard"]?.DeepClone(),
        })]);
    }

    private static IEnumerable<string> Texts(JsonNode? items) => (items as JsonArray ?? []).Select(i => (string)i!);

    private static IEnumerable<string> Keys(JsonNode? map) => (map as JsonObject ?? []).Select(p => p.Key);

    private static JsonArray InOrder(JsonNode? items) => new([.. Texts(items).Select(t => JsonValue.Create(t))]);

    private static JsonArray Sorted(IEnumerable<string> items) => new([.. items.Order(StringComparer.Ordinal).Select(t => JsonValue.Create(t))]);

    private static string? TextOrNull(JsonNode? node) => (string?)node is { Length: > 0 } text ? text : null;

    private static JsonNode? NumberOrNull(JsonNode? node) => (long?)node is { } number and not 0 ? number : null;
}
