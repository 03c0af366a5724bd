using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Turns a piece of YAML into the JSON that says the same.</summary>
internal static class YamlJson
{
    public static JsonElement Of(YamlNode node)
    {
        using var document = JsonDocument.Parse(Node(node)?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Node(e.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true, Text: "true" or "True" or "false" or "False" } truth => JsonValue.Create(truth.Text[0] is 't' or 'T'),
        YamlScalar { IsPlain: true } scalar when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        YamlScalar { IsPlain: true } scalar when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };
}
