using System.Globalization;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Writes a piece of the file as JSON: what is written plain becomes null, a truth or a number where it reads as one.</summary>
internal static class YamlJson
{
    public static string Write(YamlNode node)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, node);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static JsonElement Of(YamlNode node)
    {
        using var document = JsonDocument.Parse(Write(node));
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key.Text);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlSequence list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlScalar scalar:
                Write(json, scalar);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, YamlScalar scalar)
    {
        if (scalar.IsNull)
        {
            json.WriteNullValue();
        }
        else if (scalar.IsPlain && YamlTruth.TryParse(scalar.Text, out var truth))
        {
            json.WriteBooleanValue(truth);
        }
        else if (scalar.IsPlain && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            json.WriteNumberValue(whole);
        }
        else if (scalar.IsPlain && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(scalar.Text);
        }
    }
}
