using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>A YAML value to be written: a text, a list or a mapping.</summary>
internal abstract record YamlValue
{
    public static implicit operator YamlValue(string text) => new YamlWord(text);
}

/// <param name="Text">Null for nothing.</param>
internal sealed record YamlWord(string? Text) : YamlValue
{
    /// <summary>Whether it must be written plain, or must not; null when that makes no difference.</summary>
    public bool? IsPlain { get; init; }
}

internal sealed record YamlList(IReadOnlyList<YamlValue> Items) : YamlValue;

internal sealed record YamlMap(IReadOnlyList<(string Key, YamlValue Value)> Entries) : YamlValue;

/// <summary>Writes YAML in any of the ways people write it: blocks or one line, quoted or plain, as chance has it.</summary>
internal sealed partial class YamlText(Random random)
{
    private readonly StringBuilder _text = new();

    public string Write(YamlMap root)
    {
        WriteBlock(root, 0);
        return _text.ToString();
    }

    private void WriteBlock(YamlMap map, int indent)
    {
        foreach (var (key, value) in map.Entries)
        {
            _text.Append(' ', indent).Append(Scalar(key, isKey: true)).Append(':');
            WriteBelow(value, indent);
        }
    }

    private void WriteBlock(YamlList list, int indent)
    {
        foreach (var item in list.Items)
        {
            _text.Append(' ', indent).Append('-');
            WriteBelow(item, indent);
        }
    }

    private void WriteBelow(YamlValue value, int indent)
    {
        var deeper = indent + random.Next(1, 4);
        switch (value)
        {
            case YamlMap { Entries.Count: > 0 } map when random.Next(3) > 0:
                _text.Append('\n');
                WriteBlock(map, deeper);
                break;
            case YamlList { Items.Count: > 0 } list when random.Next(3) > 0:
                _text.Append('\n');
                WriteBlock(list, deeper);
                break;
            case YamlWord { Text: { } text, IsPlain: not true } when Lines().IsMatch(text) && random.Next(2) == 0:
                _text.Append(text.EndsWith('\n') ? " |\n" : " |-\n");
                foreach (var line in text.TrimEnd('\n').Split('\n'))
                {
                    _text.Append(' ', deeper).Append(line).Append('\n');
                }

                break;
            default:
                _text.Append(' ').Append(Flow(value)).Append(random.Next(10) == 0 ? " # a comment\n" : "\n");
                break;
        }
    }

    private string Flow(YamlValue value) => value switch
    {
        YamlMap map => $"{{{string.Join(Comma(), map.Entries.Select(e => $"{Scalar(e.Key, isKey: true)}: {Flow(e.Value)}"))}}}",
        YamlList list => $"[{string.Join(Comma(), list.Items.Select(Flow))}]",
        YamlWord { Text: null } => random.Next(2) == 0 ? "~" : "null",
        YamlWord { IsPlain: true } word => word.Text!,
        YamlWord word => Scalar(word.Text!, isKey: false, mayBePlain: word.IsPlain is null),
        _ => throw new InvalidOperationException(),
    };

    private string Comma() => random.Next(2) == 0 ? ", " : " , ";

    private string Scalar(string text, bool isKey, bool mayBePlain = true) => random.Next(3) switch
    {
        0 when mayBePlain && Plain().IsMatch(text) && text is not ("~" or "null" or "Null" or "NULL") && !(isKey && text == "<<") => text,
        1 when Printable().IsMatch(text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => $"\"{string.Concat(text.Select(Escape))}\"",
    };

    private string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        < ' ' or (> '~' and < '\xA0') or '\u2028' or '\u2029' or '\ufeff' => $"\\u{((int)character).ToString("x4", CultureInfo.InvariantCulture)}",
        > '~' when !char.IsSurrogate(character) && random.Next(2) == 0 => $"\\u{((int)character).ToString("x4", CultureInfo.InvariantCulture)}",
        _ => character.ToString(),
    };

    [GeneratedRegex(@"\A[A-Za-z0-9/_.]([A-Za-z0-9/_.:+=-]*[A-Za-z0-9/_.])?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[ -~\xA0-\u2027\u2030-\u3000]*\z")]
    private static partial Regex Printable();

    [GeneratedRegex(@"\A[!-~][ -~]*(\n[!-~][ -~]*)+\n?\z")]
    private static partial Regex Lines();
}
