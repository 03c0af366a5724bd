using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maestro.Engine.Reporting.Json;

/// <summary>How reports are written: what is null is left out, and text stays readable, since no page of the web takes it unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlayStartedMessage))]
[JsonSerializable(typeof(PlanChangedMessage))]
[JsonSerializable(typeof(StepStartedMessage))]
[JsonSerializable(typeof(StepProgressMessage))]
[JsonSerializable(typeof(StepFinishedMessage))]
[JsonSerializable(typeof(PlayFinishedMessage))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(EndpointsDocument))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>One object per line.</summary>
    public static ReportJson Lines { get; } = new(Style(indented: false));

    /// <summary>Indented, for files that people open.</summary>
    public static ReportJson Documents { get; } = new(Style(indented: true));

    private static JsonSerializerOptions Style(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
    };
}
