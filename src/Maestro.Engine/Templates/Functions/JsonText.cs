using System.Globalization;
using System.Text;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>Values as JSON, in the form of Jinja2: keys sorted, ASCII only, safe inside quotes of YAML and HTML.</summary>
internal sealed class JsonText
{
    private const int MostSpaces = 16;

    private readonly TemplateRuntime _runtime;
    private readonly string? _indentation;
    private readonly StringBuilder _output = new();

    private JsonText(TemplateRuntime runtime, string? indentation) => (_runtime, _indentation) = (runtime, indentation);

    /// <param name="indent">How many blanks a level is indented by; null for one line.</param>
    public static string Of(TemplateRuntime runtime, Value value, Value? indent)
    {
        var spaces = indent is null ? 0 : Math.Clamp(runtime.Int(indent, "the indentation"), 0, MostSpaces);
        var json = new JsonText(runtime, indent is null ? null : new string(' ', spaces));
        json.Append(TemplateRuntime.Defined(value), 0);
        return runtime.Spend(json._output.ToString());
    }

    private void Append(Value value, int depth)
    {
        _runtime.Spend();
        if (depth > TemplateLimits.Depth)
        {
            throw _runtime.Limit($"A value is nested more than {TemplateLimits.Depth} levels deep.");
        }

        _runtime.SpendText(_output.Length > TemplateLimits.Characters ? _output.Length : 0);
        switch (value)
        {
            case TextValue text:
                AppendText(_runtime.Spend(text.Text));
                break;
            case MappingValue mapping:
                var entries = mapping.Entries.Select(e => (Key: Key(e.Key), e.Value)).OrderBy(e => e.Key, StringComparer.Ordinal).ToList();
                AppendAll('{', entries, '}', depth, e =>
                {
                    AppendText(e.Key);
                    _output.Append(": ");
                    Append(e.Value, depth + 1);
                });
                break;
            case SequenceValue sequence:
                AppendAll('[', _runtime.Items(sequence), ']', depth, item => Append(item, depth + 1));
                break;
            default:
                _output.Append(Scalar(value));
                break;
        }
    }

    private string Scalar(Value value) => value switch
    {
        NoneValue => "null",
        BooleanValue truth => truth.Truth ? "true" : "false",
        IntegerValue or FloatValue => _runtime.Text.Of(value),
        UndefinedValue => "\"\"",
        _ => throw _runtime.WrongType($"{value.Kind} cannot be written as JSON."),
    };

    private string Key(Value key) => key switch
    {
        TextValue text => text.Text,
        TupleValue => throw _runtime.WrongType("A tuple cannot be a key of JSON."),
        _ => Scalar(key),
    };

    private void AppendAll<T>(char opening, IReadOnlyList<T> items, char closing, int depth, Action<T> append)
    {
        _output.Append(opening);
        for (var i = 0; i < items.Count; i++)
        {
            _output.Append(i == 0 ? string.Empty : _indentation is null ? ", " : ",");
            Break(depth + 1);
            append(items[i]);
        }

        if (items.Count > 0)
        {
            Break(depth);
        }

        _output.Append(closing);
    }

    private void Break(int depth)
    {
        if (_indentation is not null)
        {
            _output.Append('\n').Insert(_output.Length, _indentation, depth);
        }
    }

    private void AppendText(string text)
    {
        _output.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => _output.Append("\\\""),
                '\\' => _output.Append("\\\\"),
                '\n' => _output.Append("\\n"),
                '\r' => _output.Append("\\r"),
                '\t' => _output.Append("\\t"),
                '\b' => _output.Append("\\b"),
                '\f' => _output.Append("\\f"),
                < ' ' or > '~' or '<' or '>' or '&' or '\'' => _output.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => _output.Append(character),
            };
        }

        _output.Append('"');
    }
}
