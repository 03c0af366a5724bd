using Maestro.Engine.Model;

namespace Maestro.Conformance.Running;

/// <summary>What a run of a case did.</summary>
internal sealed record CaseRun
{
    /// <summary>Null when it did not end in time.</summary>
    public required int? ExitCode { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }

    /// <summary>The changing calls that reached the engines, in the order in which they began.</summary>
    public required IReadOnlyList<EngineCall> Calls { get; init; }

    /// <summary>When the ports of containers began to listen, by name.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> PortsOpen { get; init; }

    /// <summary>Null when the file is refused.</summary>
    public required MaestroEnvironment? Model { get; init; }
}
