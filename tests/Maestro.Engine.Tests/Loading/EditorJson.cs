using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Tests.Loading;

/// <summary>A YAML document as an editor hands it to a JSON Schema: scalars resolved by the core schema of YAML 1.2.</summary>
internal static partial class EditorJson
{
    public static JsonNode Of(YamlMapping root) => Node(root)!;

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Node(e.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar { IsPlain: true } scalar => Plain(scalar),
        YamlScalar scalar => scalar.Text,
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static JsonNode? Plain(YamlScalar scalar) => scalar.Text switch
    {
        _ when scalar.IsNull => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        var text when Whole().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text when Fraction().IsMatch(text) => double.Parse(text, CultureInfo.InvariantCulture),
        var text => text,
    };

    [GeneratedRegex(@"\A[-+]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Fraction();
}
