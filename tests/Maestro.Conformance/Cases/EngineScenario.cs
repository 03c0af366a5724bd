using System.Text.Json.Nodes;

namespace Maestro.Conformance.Cases;

/// <summary>How the engines stand before the run, and what they will do: <c>engine.json</c>.</summary>
internal sealed record EngineScenario
{
    /// <summary>Ship -> <c>host:port</c> or <c>unix:$SOCKETS/name</c>.</summary>
    public IReadOnlyDictionary<string, string> Listen { get; init; } = new Dictionary<string, string>();

    /// <summary>Ship, or <c>*</c> for those not named -> images.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Images { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, ScenarioContainer>> Containers { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, ScenarioContainer>>();

    /// <summary>Image -> the id that a pull brings.</summary>
    public IReadOnlyDictionary<string, string> PulledIds { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, ScenarioPullFailure> PullFail { get; init; } = new Dictionary<string, ScenarioPullFailure>();

    public ScenarioAuthFailure? AuthFail { get; init; }

    /// <summary>Container -> <c>exit</c>, or the text of a refusal.</summary>
    public IReadOnlyDictionary<string, string> StartFail { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> StopFail { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, int> ExecExit { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, string> Logs { get; init; } = new Dictionary<string, string>();

    /// <summary>Folder of the case to use as the home folder.</summary>
    public string? Home { get; init; }

    /// <summary>When given, published ports really listen.</summary>
    public ScenarioPublishing? Publish { get; init; }

    public IReadOnlyList<string> ImagesOf(string ship) => Images.GetValueOrDefault(ship) ?? Images.GetValueOrDefault("*") ?? [];

    public IReadOnlyDictionary<string, ScenarioContainer> ContainersOf(string ship)
        => Containers.GetValueOrDefault(ship) ?? new Dictionary<string, ScenarioContainer>();
}

internal sealed record ScenarioContainer(bool Running = true, string Image = "unknown:latest", string? ImageId = null);

internal sealed record ScenarioPullFailure(int? Status = null, string? Stream = null, int Count = 1);

internal sealed record ScenarioAuthFailure(int Status = 500, int Count = 0);

internal sealed record ScenarioPublishing
{
    /// <summary>Container -> seconds until its ports listen.</summary>
    public IReadOnlyDictionary<string, double> Delay { get; init; } = new Dictionary<string, double>();

    /// <summary>Container -> what it answers to HTTP.</summary>
    public IReadOnlyDictionary<string, string> Http { get; init; } = new Dictionary<string, string>();
}

/// <summary>Calls of the guest functions from inside one instance.</summary>
internal sealed record GuestCaller(string Instance, IReadOnlyList<GuestCall> Calls);

internal sealed record GuestCall(string Function, IReadOnlyList<JsonNode> Args, JsonObject? Named, JsonNode? Result, string? Error);
