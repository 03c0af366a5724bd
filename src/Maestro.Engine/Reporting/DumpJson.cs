using System.Text.Json.Serialization;
using Maestro.Engine.Model;

namespace Maestro.Engine.Reporting;

/// <summary>The types of the model that a dump begins with; a new kind of check is one of them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Ship))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(Network))]
[JsonSerializable(typeof(Registry))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ArchiveBuild))]
[JsonSerializable(typeof(DockerfileBuild))]
[JsonSerializable(typeof(ProjectBuild))]
[JsonSerializable(typeof(ExecCheckSpec))]
[JsonSerializable(typeof(ExitCheckSpec))]
[JsonSerializable(typeof(HealthCheckSpec))]
[JsonSerializable(typeof(HttpCheckSpec))]
[JsonSerializable(typeof(LogCheckSpec))]
[JsonSerializable(typeof(RemoteExecCheckSpec))]
[JsonSerializable(typeof(SleepCheckSpec))]
[JsonSerializable(typeof(TcpCheckSpec))]
[JsonSerializable(typeof(ExecAuditorSpec))]
[JsonSerializable(typeof(HttpAuditorSpec))]
[JsonSerializable(typeof(LogAuditorSpec))]
[JsonSerializable(typeof(SlackAuditorSpec))]
internal sealed partial class DumpJson : JsonSerializerContext;
