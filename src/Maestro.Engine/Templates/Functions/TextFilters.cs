using System.Text;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>Filters that make texts.</summary>
internal static class TextFilters
{
    private const int DefaultWidth = 80;
    private const int DefaultLength = 255;

    public static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["string"] = new(0, (r, v, _) => new TextValue(r.Text.Of(v))),
        ["safe"] = new(0, (r, v, _) => new TextValue(r.Text.Of(v))),
        ["upper"] = Of(t => t.ToUpperInvariant()),
        ["lower"] = Of(t => t.ToLowerInvariant()),
        ["title"] = Of(Title),
        ["capitalize"] = Of(Capitalize),
        ["trim"] = new(0, (r, v, a) => new TextValue(Trim(r.Text.Of(v), a[0] is null ? null : a.Text(0, string.Empty))), "chars"),
        ["replace"] = new(2, Replace, "old", "new", "count"),
        ["format"] = new(Format),
        ["indent"] = new(0, Indent, "width", "first", "blank"),
        ["center"] = new(0, (r, v, a) => new TextValue(Center(r, r.Text.Of(v), a.Int(0, DefaultWidth))), "width"),
        ["truncate"] = new(0, Truncate, "length", "killwords", "end", "leeway"),
        ["wordcount"] = new(0, (r, v, _) => IntegerValue.Of(r.Text.Of(v).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length)),
        ["tojson"] = new(0, (r, v, a) => new TextValue(JsonText.Of(r, v, a[0])), "indent"),
        ["urlencode"] = new(0, (r, v, _) => new TextValue(Uri.EscapeDataString(r.Text.Of(v)).Replace("%2F", "/", StringComparison.Ordinal))),
        ["pprint"] = new(0, (r, v, _) => new TextValue(r.Text.Repr(v))),
    };

    public static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    public static string Trim(string text, string? characters) => characters is null ? text.Trim() : characters.Length == 0 ? text : text.Trim(characters.ToCharArray());

    /// <summary>Replaces so many times, or always for a count below zero. Nothing stands between any two characters, as in Python.</summary>
    public static string Replace(TemplateRuntime runtime, string text, string old, string replacement, int count)
    {
        runtime.SpendText(text.Length + ((old.Length == 0 ? text.Length + 1L : text.Length / old.Length) * replacement.Length));
        var most = count < 0 ? int.MaxValue : count;
        var output = new StringBuilder();
        var at = 0;
        for (var done = 0; done < most; done++)
        {
            var found = old.Length == 0 ? (at + (done == 0 ? 0 : 1)) : text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0 || found > text.Length)
            {
                break;
            }

            output.Append(text, at, found - at).Append(replacement);
            at = found + old.Length;
        }

        return output.Append(text, at, text.Length - at).ToString();
    }

    private static Function Of(Func<string, string> change) => new(0, (r, v, _) => new TextValue(change(r.Spend(r.Text.Of(v)))));

    private static TextValue Replace(TemplateRuntime runtime, Value value, BoundArguments given)
        => new TextValue(Replace(runtime, runtime.Text.Of(value), given.Text(0, "None"), given.Text(1, "None"), given.Int(2, -1)));

    // Words begin behind white space, a hyphen and opening brackets.
    private static string Title(string text)
    {
        var output = new StringBuilder(text.Length);
        var begins = true;
        foreach (var character in text)
        {
            output.Append(begins ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character));
            begins = char.IsWhiteSpace(character) || character is '-' or '(' or '{' or '[' or '<';
        }

        return output.ToString();
    }

    private static TextValue Format(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var named = given.All.Named;
        if (named.Count > 0 && given.All.Positional.Count > 0)
        {
            throw runtime.WrongType("The filter 'format' takes values by place or by name, not both.");
        }

        Value arguments = named.Count > 0
            ? new MappingValue(named.Select(n => KeyValuePair.Create<Value, Value>(new TextValue(n.Key), n.Value)))
            : new TupleValue(given.All.Positional);
        return new TextValue(PercentFormat.Apply(runtime, runtime.Text.Of(value), arguments));
    }

    private static TextValue Indent(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var indentation = given[0] is TextValue text ? text.Text : new string(' ', Math.Clamp(given.Int(0, 4), 0, FormatSpec.LargestWidth));
        var lines = runtime.Text.Of(value).ReplaceLineEndings("\n").Split('\n');
        runtime.SpendText(lines.Sum(l => (long)l.Length + indentation.Length));
        var (first, blank) = (given.Truth(1), given.Truth(2));
        var indented = lines.Select((line, i) => (i > 0 || first) && (blank || line.Length > 0 || (i == 0 && first)) ? indentation + line : line);
        return new TextValue(string.Join('\n', indented));
    }

    private static string Center(TemplateRuntime runtime, string text, int width)
    {
        var missing = Math.Max(0, width - text.Length);
        runtime.SpendText(missing);
        var left = (missing / 2) + (missing & width & 1);
        return new string(' ', left) + text + new string(' ', missing - left);
    }

    private static TextValue Truncate(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var (text, end) = (runtime.Text.Of(value), given.Text(2, "..."));
        var (length, leeway) = (given.Int(0, DefaultLength), given.Int(3, 5));
        if (length < end.Length || leeway < 0)
        {
            throw runtime.WrongType("The filter 'truncate' needs a length that has room for its end.");
        }

        if (text.Length <= (long)length + leeway)
        {
            return new TextValue(text);
        }

        var cut = text[..(length - end.Length)];
        var word = given.Truth(1) ? -1 : cut.LastIndexOf(' ');
        return new TextValue((word < 0 ? cut : cut[..word]) + end);
    }
}
