using System.Buffers;
using System.Globalization;
using System.Text;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Reads the tokens inside one tag.</summary>
internal sealed class TokenScanner(TemplateSource source, int start, int end)
{
    private const string SingleOperators = "+-/*%~[](){}><=.:|,";

    private static readonly string[] DoubleOperators = ["//", "**", "==", "!=", ">=", "<="];
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789_");

    private readonly string _text = source.Text;
    private int _at = start;
    private bool _followsDot;

    public bool TryRead(out Token token)
    {
        while (_at < end && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        token = default;
        if (_at >= end)
        {
            return false;
        }

        token = ReadToken(_text[_at]);
        _at = token.End;
        _followsDot = token.Is(TokenKind.Operator, ".");
        return true;
    }

    private static bool IsNameStart(char character) => character == '_' || char.IsLetter(character);

    private static bool IsNamePart(char character)
        => IsNameStart(character) || char.GetUnicodeCategory(character) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private Token ReadToken(char first)
    {
        if (first is '\'' or '"')
        {
            return ReadQuoted(first);
        }

        if (char.IsAsciiDigit(first))
        {
            return ReadNumber();
        }

        if (IsNameStart(first))
        {
            return Cut(TokenKind.Name, While(_at, IsNamePart));
        }

        var length = _at + 1 < end && DoubleOperators.AsSpan().Contains(_text.Substring(_at, 2)) ? 2 : 1;
        return length == 2 || SingleOperators.Contains(first, StringComparison.Ordinal)
            ? Cut(TokenKind.Operator, _at + length)
            : throw Failure($"The character '{first}' has no meaning here; text belongs in quotes.");
    }

    private Token ReadNumber()
    {
        if (_text[_at] == '0' && _at + 1 < end && char.ToLowerInvariant(_text[_at + 1]) is 'x' or 'o' or 'b')
        {
            return Cut(TokenKind.Integer, While(_at + 2, c => char.IsAsciiHexDigit(c) || c == '_'));
        }

        var whole = While(_at, Digits.Contains);
        var fraction = Fraction(whole);
        var exponent = Exponent(fraction);
        return _followsDot || exponent == whole ? Cut(TokenKind.Integer, whole) : Cut(TokenKind.Float, exponent);
    }

    private int Fraction(int at)
        => at + 1 < end && _text[at] == '.' && char.IsAsciiDigit(_text[at + 1]) ? While(at + 1, Digits.Contains) : at;

    private int Exponent(int at)
    {
        if (at >= end || _text[at] is not ('e' or 'E'))
        {
            return at;
        }

        var digits = at + 1 < end && _text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        return digits < end && char.IsAsciiDigit(_text[digits]) ? While(digits, Digits.Contains) : at;
    }

    private Token ReadQuoted(char quote)
    {
        var value = new StringBuilder();
        for (var i = _at + 1; i < end; i++)
        {
            if (_text[i] == quote)
            {
                return new Token(TokenKind.Text, value.ToString(), _at, i + 1);
            }

            i = _text[i] == '\\' && i + 1 < end ? StringEscape.Append(_text.AsSpan(..end), i, value) : AppendPlain(value, i);
        }

        throw Failure($"The text is never closed by {quote}.");
    }

    private int AppendPlain(StringBuilder value, int at)
    {
        value.Append(_text[at]);
        return at;
    }

    private int While(int from, Func<char, bool> belongs)
    {
        while (from < end && belongs(_text[from]))
        {
            from++;
        }

        return from;
    }

    private Token Cut(TokenKind kind, int to) => new(kind, _text[_at..to], _at, to);

    private TemplateFailure Failure(string message) => new(DiagnosticCodes.TemplateSyntax, message, new Place(source, _at));
}
