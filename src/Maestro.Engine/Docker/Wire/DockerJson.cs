using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>Everything that is read from or written to an engine, without reflection. What is null is not sent.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<WireContainerSummary>))]
[JsonSerializable(typeof(WireContainer))]
[JsonSerializable(typeof(WireConnect))]
[JsonSerializable(typeof(WireCreate))]
[JsonSerializable(typeof(WireCreated))]
[JsonSerializable(typeof(WireCreateNetwork))]
[JsonSerializable(typeof(WireDistribution))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(WireEvent))]
[JsonSerializable(typeof(WireExec))]
[JsonSerializable(typeof(WireExecCreate))]
[JsonSerializable(typeof(WireExecStart))]
[JsonSerializable(typeof(WireImage))]
[JsonSerializable(typeof(List<WireNetworkSummary>))]
[JsonSerializable(typeof(WirePull))]
[JsonSerializable(typeof(WireVolume))]
[JsonSerializable(typeof(WireVolumeList))]
[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<string>>))]
internal sealed partial class DockerJson : JsonSerializerContext;
