using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Maestro.Engine.Loading;

/// <summary>Writes the JSON Schema (draft 7, what editors know best) of environment files from the tables that the binders go by.</summary>
/// <remarks>
/// It asks for no field to be there, because a file may be one of several that are merged: what is missing is for a validation to say.
/// </remarks>
internal sealed class JsonSchema
{
    private const string Definitions = "definitions";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly JsonSchemaKinds _kinds;
    private readonly Dictionary<FieldTable, string> _names = [];
    private readonly Queue<FieldTable> _pending = new();

    private JsonSchema(Utf8JsonWriter json) => (_json, _kinds) = (json, new JsonSchemaKinds(json, Reference));

    /// <summary>The schema as text that ends in a line feed.</summary>
    public static string Generate()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            new JsonSchema(json).Write();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        _json.WriteString("title", "Maestro environment file");
        WriteTable(FieldTables.Environment);
        _json.WriteStartObject(Definitions);
        while (_pending.TryDequeue(out var table))
        {
            _json.WriteStartObject(_names[table]);
            WriteTable(table);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteTable(FieldTable table)
    {
        _json.WriteString("type", "object");
        _json.WriteBoolean("additionalProperties", false);
        _json.WriteStartObject("properties");
        foreach (var field in table.Fields)
        {
            WriteField(field);
        }

        _json.WriteEndObject();
        if (table.HasUserKeys)
        {
            _json.WriteStartObject("patternProperties");
            _json.WriteStartObject("^(_|x-)");
            _json.WriteEndObject();
            _json.WriteEndObject();
        }
    }

    private void WriteField(Field field)
    {
        _json.WriteStartObject(field.Name);
        _json.WriteString("description", field.Description);
        if (field.IsDeprecated)
        {
            _json.WriteBoolean("deprecated", true);
            _json.WriteString("deprecationMessage", field.Description);
        }

        _kinds.WriteOptional(field.Kind, field.Name);
        _json.WriteEndObject();
    }

    // A section is defined under the name of the field that leads to it first.
    private string Reference(FieldTable table, string field)
    {
        if (!_names.TryGetValue(table, out var name))
        {
            var stem = table.Find("type")?.Kind is ChoiceKind { Words: [var type] } ? $"{field}-{type}" : field;
            name = stem;
            for (var number = 2; _names.ContainsValue(name); number++)
            {
                name = $"{stem}-{number}";
            }

            _names.Add(table, name);
            _pending.Enqueue(table);
        }

        return $"#/{Definitions}/{name}";
    }
}
