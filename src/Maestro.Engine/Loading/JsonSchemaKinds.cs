using System.Globalization;
using System.Text.Json;

namespace Maestro.Engine.Loading;

/// <summary>Says in JSON Schema what a kind of value is: the one place that knows all kinds.</summary>
/// <remarks>
/// Editors resolve the scalars of YAML; the binders read them as they stand in the file. So text may come as a number, and a number as text.
/// Kinds of which one is enough may overlap: hence <c>anyOf</c>.
/// </remarks>
/// <param name="json">Stands inside the schema of a value.</param>
/// <param name="reference">The reference to the definition of a section, which is named after a field.</param>
internal sealed class JsonSchemaKinds(Utf8JsonWriter json, Func<FieldTable, string, string> reference)
{
    private static readonly string[] Truths = ["yes", "no", "on", "off"];

    /// <summary>Says what a field takes; without a value it counts as absent.</summary>
    public void WriteOptional(ValueKind kind, string field) => Write(kind, field, orNull: true);

    private void Write(ValueKind kind, string field, bool orNull)
    {
        switch (kind)
        {
            case TextKind:
                WriteTypes(orNull, "string", "number", "boolean");
                break;
            case IntegerKind integer:
                WriteTypes(orNull, "integer", "string");
                json.WriteString("pattern", integer.Least < 0 ? "^-?[0-9]+$" : "^[0-9]+$");
                WriteBound("minimum", integer.Least);
                WriteBound("maximum", integer.Most);
                break;
            case NumberKind number:
                WriteTypes(orNull, "number", "string");
                json.WriteString("pattern", @"^[0-9]*\.?[0-9]+$");
                json.WriteNumber(number.OrZero ? "minimum" : "exclusiveMinimum", 0);
                break;
            case BooleanKind:
                WriteTruth(orNull);
                break;
            case ChoiceKind choice:
                WriteChoice(choice, orNull);
                break;
            case ListKind list:
                WriteTypes(orNull, "array");
                WriteInner("items", list.Item, Singular(field), orNull: false);
                break;
            case MapKind map:
                WriteTypes(orNull, "object");
                WriteInner("additionalProperties", map.Value, Singular(field), orNull: map.OrNothing || !HoldsSection(map.Value));
                break;
            case SectionKind section when !orNull:
                json.WriteString("$ref", reference(section.Table(), field));
                break;
            case SectionKind:
                WriteAny([kind], field, orNull);
                break;
            case OneOfSectionsKind sections:
                WriteAny([.. sections.Sections.Select(s => Kinds.Section(s.Table))], field, orNull);
                break;
            case EitherKind either:
                WriteAny(either.Kinds, field, orNull);
                break;
            case AnythingKind:
                break;
            default:
                throw new InvalidOperationException($"There is no JSON Schema for {kind.GetType().Name}.");
        }
    }

    private void WriteTypes(bool orNull, params ReadOnlySpan<string> types)
    {
        if (types.Length == 1 && !orNull)
        {
            json.WriteString("type", types[0]);
            return;
        }

        json.WriteStartArray("type");
        foreach (var type in types)
        {
            json.WriteStringValue(type);
        }

        if (orNull)
        {
            json.WriteStringValue("null");
        }

        json.WriteEndArray();
    }

    private void WriteBound(string keyword, long? bound)
    {
        if (bound is { } number)
        {
            json.WriteNumber(keyword, number);
        }
    }

    // Editors read 'yes' as text; 'y' and 'n' are left out so that nobody learns them.
    private void WriteTruth(bool orNull)
    {
        json.WriteStartArray("enum");
        json.WriteBooleanValue(true);
        json.WriteBooleanValue(false);
        foreach (var truth in Truths)
        {
            json.WriteStringValue(truth);
        }

        WriteNull(orNull);
        json.WriteEndArray();
    }

    private void WriteChoice(ChoiceKind choice, bool orNull)
    {
        json.WriteStartArray("enum");
        foreach (var word in choice.Words)
        {
            json.WriteStringValue(word);
            if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                json.WriteNumberValue(number);
            }
            else if (YamlTruth.TryParse(word, out var truth))
            {
                json.WriteBooleanValue(truth);
            }
        }

        WriteNull(orNull);
        json.WriteEndArray();
    }

    private void WriteAny(IReadOnlyList<ValueKind> kinds, string field, bool orNull)
    {
        json.WriteStartArray("anyOf");
        foreach (var kind in kinds)
        {
            json.WriteStartObject();
            Write(kind, field, orNull: false);
            json.WriteEndObject();
        }

        if (orNull)
        {
            json.WriteStartObject();
            json.WriteString("type", "null");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteNull(bool orNull)
    {
        if (orNull)
        {
            json.WriteNullValue();
        }
    }

    private void WriteInner(string keyword, ValueKind kind, string field, bool orNull)
    {
        json.WriteStartObject(keyword);
        Write(kind, field, orNull);
        json.WriteEndObject();
    }

    private static string Singular(string field) => field.EndsWith("ies", StringComparison.Ordinal) ? $"{field[..^3]}y" : field.EndsWith('s') ? field[..^1] : field;

    // A named thing without a value is a mistake; a variable or a label without one is empty.
    private static bool HoldsSection(ValueKind kind) => kind switch
    {
        SectionKind or OneOfSectionsKind => true,
        EitherKind either => either.Kinds.Any(HoldsSection),
        _ => false,
    };
}
