using System.Text.Json.Nodes;

namespace Maestro.Testing;

/// <summary>A container of a <see cref="FakeDocker"/>.</summary>
public sealed class FakeContainer
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>As it was named at creation.</summary>
    public required string Image { get; init; }

    public required string ImageId { get; init; }

    /// <summary>The body of the create call.</summary>
    public required JsonObject Request { get; init; }

    /// <summary>created, running, paused, restarting, exited …</summary>
    public string State { get; internal set; } = "created";

    public int ExitCode { get; internal set; }

    public string Error { get; internal set; } = string.Empty;

    public string? Health { get; internal set; }

    /// <summary>What its health check said last.</summary>
    public string HealthOutput { get; internal set; } = string.Empty;

    public bool OutOfMemory { get; internal set; }

    public DateTimeOffset? StartedAt { get; internal set; }

    public DateTimeOffset? FinishedAt { get; internal set; }

    public int RestartCount { get; internal set; }

    public IReadOnlyDictionary<string, string> Labels
        => (Request["Labels"] as JsonObject)?.ToDictionary(label => label.Key, label => (string)label.Value!) ?? [];

    /// <summary>The variables as they were asked for.</summary>
    public IReadOnlyList<string> Environment => [.. (Request["Env"] as JsonArray ?? []).Select(variable => (string)variable!)];

    /// <summary>The published ports of the running container.</summary>
    public IReadOnlyList<FakePort> Ports { get; internal set; } = [];

    /// <summary>When its ports began to listen; null when they never did.</summary>
    public DateTimeOffset? PortsOpenAt { get; internal set; }

    /// <summary>The networks that it was told to join, by name, with what it is called there.</summary>
    public Dictionary<string, JsonObject> Endpoints { get; } = [];

    internal Dictionary<string, string> NetworkIds { get; } = [];

    internal bool Tty => (bool?)Request["Tty"] ?? false;

    internal string RestartPolicy => (string?)Request["HostConfig"]?["RestartPolicy"]?["Name"] ?? "no";

    internal int MaximumRetryCount => (int?)Request["HostConfig"]?["RestartPolicy"]?["MaximumRetryCount"] ?? 0;

    /// <summary>What the list of containers still says; null when it is up to date.</summary>
    internal string? ListedState { get; set; }

    internal bool IsUp => State is "running" or "paused";

    internal List<FakeLogLine> Log { get; } = [];

    /// <summary>Counts starts, so that what was timed for an earlier run does not hit a later one.</summary>
    internal int Run { get; set; }

    internal bool RestartsAfter(int code) => RestartPolicy switch
    {
        "always" or "unless-stopped" => true,
        "on-failure" => code != 0 && (MaximumRetryCount == 0 || RestartCount < MaximumRetryCount),
        _ => false,
    };
}

/// <summary>A line of a container's log.</summary>
internal sealed record FakeLogLine(bool IsError, string Text, DateTimeOffset Time);
