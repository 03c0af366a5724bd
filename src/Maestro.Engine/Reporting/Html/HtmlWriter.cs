using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Maestro.Engine.Reporting.Html;

/// <summary>Markup with text in it: what is written out in the source is markup, and every value in a hole is text and escaped.</summary>
/// <remarks>What comes out is well-formed XML too, so that it can be checked.</remarks>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes markup, with values that are escaped.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The markup has been written into this one.")]
    public void Write([InterpolatedStringHandlerArgument("")] Markup markup) => _ = markup; // it has written itself

    /// <summary>Writes what another writer has written.</summary>
    public void Write(HtmlWriter part) => _text.Append(part._text);

    /// <summary>Writes markup that has no values in it.</summary>
    public void Constant(string markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();

    /// <summary>Text as it stands between tags and in attributes: what controls terminals is left out, what no page may hold is shown as a picture of it.</summary>
    public static void Escape(StringBuilder target, ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    target.Append("&amp;");
                    break;
                case '<':
                    target.Append("&lt;");
                    break;
                case '>':
                    target.Append("&gt;");
                    break;
                case '"':
                    target.Append("&quot;");
                    break;
                case '\'':
                    target.Append("&#39;");
                    break;
                default:
                    target.Append(Printable(rune));
                    break;
            }
        }
    }

    private static Rune Printable(Rune rune) => rune.Value switch
    {
        '\t' or '\n' => rune,
        '\r' => new Rune('\n'),
        < ' ' => new Rune('\u2400' + rune.Value),
        0x7F => new Rune('\u2421'),
        > 0x7F and < 0xA0 or 0xFFFE or 0xFFFF => Rune.ReplacementChar,
        _ => rune,
    };

    /// <summary>Takes an interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = (literalLength, formattedCount); // what the compiler always hands over
            _text = writer._text;
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => Escape(_text, text);

        public void AppendFormatted(ReadOnlySpan<char> text) => Escape(_text, text);

        public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(double number) => _text.Append(number.ToString("0.#", CultureInfo.InvariantCulture));
    }
}
