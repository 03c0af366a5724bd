using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Maestro.Conformance.Cases;

/// <summary>What a right run of a case does: <c>expected.json</c> or <c>correct.json</c>.</summary>
internal sealed record GoldenData
{
    public required int Exit { get; init; }

    public GoldenError? Error { get; init; }

    /// <summary>Null where the file is refused; nothing below is there then.</summary>
    public string? Environment { get; init; }

    public IReadOnlyDictionary<string, GoldenShip>? Ships { get; init; }

    public IReadOnlyDictionary<string, GoldenService>? Services { get; init; }

    public IReadOnlyDictionary<string, GoldenInstance>? Instances { get; init; }

    public string? Command { get; init; }

    public int? Concurrency { get; init; }

    /// <summary>Null where the command is not a play.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonObject>>? Actions { get; init; }

    public IReadOnlyList<GoldenPull> Pulls { get; init; } = [];

    public IReadOnlyList<GoldenLogin> Logins { get; init; } = [];

    /// <summary>Pairs: the first is over before the second begins.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Order { get; init; } = [];

    /// <summary>For a restart: the pairs of the phases <c>stop</c> and <c>start</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>? Phases { get; init; }

    /// <summary>For status: <c>running</c> or <c>down</c> by instance.</summary>
    public IReadOnlyDictionary<string, string>? States { get; init; }

    public string? Stdout { get; init; }
}

internal sealed record GoldenError(string Kind, string? Message, IReadOnlyList<string>? Mentions);

internal sealed record GoldenShip(string Ip, string Url, double Timeout, JsonObject? Tls, JsonObject? SshTunnel);

internal sealed record GoldenService(string Image, bool Omit, IReadOnlyList<string> Requires, IReadOnlyList<string> WantsInfo, IReadOnlyList<string> Instances);

internal sealed record GoldenInstance
{
    /// <summary>Only <c>expected.json</c>, where a <c>correct.json</c> stands beside it, has something else than text here.</summary>
    public JsonNode? Ship { get; init; }

    public required string Service { get; init; }

    public required string Image { get; init; }

    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, GoldenPort> Ports { get; init; } = new Dictionary<string, GoldenPort>();

    public IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> Lifecycle { get; init; } = new Dictionary<string, IReadOnlyList<JsonObject>>();

    public double StopTimeout { get; init; } = 10;

    /// <summary>The other fields, which the create request shows.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Body { get; init; } = new Dictionary<string, JsonElement>();
}

/// <param name="External">Address, and port with protocol.</param>
internal sealed record GoldenPort(string Exposed, IReadOnlyList<string> External);

internal sealed record GoldenPull(string Ship, string Instance, string Repository, string? Tag, JsonObject? Auth);

internal sealed record GoldenLogin(string Ship, string Instance, JsonObject Body);

internal static class GoldenJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = false,
    };
}
