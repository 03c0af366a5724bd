using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maestro.Engine.Reporting.Json;

/// <summary>Kinds and verdicts as lower-case words with hyphens.</summary>
internal sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
