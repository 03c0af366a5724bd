using System.Text.Json.Serialization;

namespace Maestro.Engine.Docker.Wire;

/// <summary>Everything that is read from or written to an engine, without reflection. What is null is not sent.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireEvent))]
internal sealed partial class DockerJson : JsonSerializerContext;
