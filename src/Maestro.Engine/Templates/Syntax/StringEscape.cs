using System.Globalization;
using System.Text;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>The escapes of Python's text literals.</summary>
internal static class StringEscape
{
    private const int LongestOctal = 3;
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>Appends what the backslash at a place stands for.</summary>
    /// <returns>The offset of the escape's last character. An escape that is not known stays as it is written.</returns>
    public static int Append(ReadOnlySpan<char> text, int backslash, StringBuilder value)
    {
        var character = text[backslash + 1];
        var plain = character switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            '\\' => "\\",
            '\'' => "'",
            '"' => "\"",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            '\n' => "",
            _ => null,
        };
        if (plain is not null)
        {
            value.Append(plain);
            return backslash + 1;
        }

        return character switch
        {
            'x' => AppendHex(text, backslash, 2, value),
            'u' => AppendHex(text, backslash, 4, value),
            'U' => AppendHex(text, backslash, 8, value),
            >= '0' and <= '7' => AppendOctal(text, backslash, value),
            _ => AppendUnknown(text, backslash, value),
        };
    }

    private static int AppendHex(ReadOnlySpan<char> text, int backslash, int digits, StringBuilder value)
    {
        var start = backslash + 2;
        if (start + digits > text.Length
            || !int.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > LastCodePoint)
        {
            return AppendUnknown(text, backslash, value);
        }

        AppendCode(code, value);
        return start + digits - 1;
    }

    private static int AppendOctal(ReadOnlySpan<char> text, int backslash, StringBuilder value)
    {
        var (at, code) = (backslash + 1, 0);
        while (at < text.Length && at <= backslash + LongestOctal && text[at] is >= '0' and <= '7')
        {
            code = (code * 8) + (text[at++] - '0');
        }

        AppendCode(code, value);
        return at - 1;
    }

    private static int AppendUnknown(ReadOnlySpan<char> text, int backslash, StringBuilder value)
    {
        value.Append('\\').Append(text[backslash + 1]);
        return backslash + 1;
    }

    // Half of a surrogate pair is no character by itself, and two escapes may make a pair.
    private static void AppendCode(int code, StringBuilder value)
    {
        if (Rune.IsValid(code))
        {
            value.Append(new Rune(code).ToString());
        }
        else
        {
            value.Append((char)code);
        }
    }
}
