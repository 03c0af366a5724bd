using System.Globalization;
using System.Text;
using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>The texts of values, as Python writes them.</summary>
internal sealed class ValueText(TemplateRuntime runtime)
{
    /// <summary>What is printed.</summary>
    public string Of(Value value) => TemplateRuntime.Defined(value) switch
    {
        TextValue text => text.Text,
        UndefinedValue => string.Empty,
        _ => Repr(value),
    };

    /// <summary>The text as it would be written in a template: texts in quotes.</summary>
    public string Repr(Value value)
    {
        var text = new StringBuilder();
        Append(text, TemplateRuntime.Defined(value), 0);
        return text.ToString();
    }

    private void Append(StringBuilder text, Value value, int depth)
    {
        runtime.Spend();
        if (depth > TemplateLimits.Depth)
        {
            throw runtime.Limit($"A value is nested more than {TemplateLimits.Depth} levels deep.");
        }

        switch (value)
        {
            case ListValue list:
                AppendItems(text, "[", list.Items, "]", depth);
                break;
            case TupleValue tuple:
                AppendItems(text, "(", tuple.Items, tuple.Count == 1 ? ",)" : ")", depth);
                break;
            case MappingValue mapping:
                AppendEntries(text, mapping, depth);
                break;
            case TextValue quoted:
                AppendQuoted(text, runtime.Spend(quoted.Text));
                break;
            default:
                text.Append(Simple(value));
                break;
        }

        runtime.SpendText(text.Length > TemplateLimits.Characters ? text.Length : 0);
    }

    private string Simple(Value value) => value switch
    {
        NoneValue => "None",
        BooleanValue truth => truth.Truth ? "True" : "False",
        IntegerValue integer => integer.Number.ToString(CultureInfo.InvariantCulture),
        FloatValue number => Numbers.Repr(number.Number),
        RangeValue range when range.Step.IsOne => $"range({range.Start}, {range.Stop})",
        RangeValue range => $"range({range.Start}, {range.Stop}, {range.Step})",
        UndefinedValue => "Undefined",
        _ => throw runtime.WrongType($"{value.Kind} has no text{(value is CallableValue ? "; call it with ()" : string.Empty)}."),
    };

    private void AppendItems(StringBuilder text, string opening, IReadOnlyList<Value> items, string closing, int depth)
    {
        text.Append(opening);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i > 0 ? ", " : string.Empty);
            Append(text, items[i], depth + 1);
        }

        text.Append(closing);
    }

    private void AppendEntries(StringBuilder text, MappingValue mapping, int depth)
    {
        text.Append('{');
        var separator = string.Empty;
        foreach (var (key, value) in mapping.Entries)
        {
            text.Append(separator);
            Append(text, key, depth + 1);
            text.Append(": ");
            Append(text, value, depth + 1);
            separator = ", ";
        }

        text.Append('}');
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        foreach (var rune in value.EnumerateRunes())
        {
            var code = rune.Value;
            _ = code switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\\' => text.Append("\\\\"),
                _ when code == quote => text.Append('\\').Append(quote),
                _ when IsPrintable(rune) => text.Append(rune.ToString()),
                <= 0xff => text.Append(CultureInfo.InvariantCulture, $"\\x{code:x2}"),
                <= 0xffff => text.Append(CultureInfo.InvariantCulture, $"\\u{code:x4}"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\U{code:x8}"),
            };
        }

        text.Append(quote);
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
