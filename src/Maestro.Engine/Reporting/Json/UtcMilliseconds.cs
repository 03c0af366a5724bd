using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maestro.Engine.Reporting.Json;

/// <summary>Times in UTC with milliseconds, such as <c>2026-01-02T03:04:05.678Z</c>.</summary>
internal sealed class UtcMilliseconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
