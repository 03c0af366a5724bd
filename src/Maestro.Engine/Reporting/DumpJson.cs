using System.Text.Json.Serialization;
using Maestro.Engine.Model;

namespace Maestro.Engine.Reporting;

/// <summary>The types of the model that a dump begins with; a new kind of check is one of them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Ship))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(TcpCheckSpec))]
internal sealed partial class DumpJson : JsonSerializerContext;
