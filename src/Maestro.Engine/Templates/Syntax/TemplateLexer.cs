using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Cuts a template into text and tags, and the tags into tokens.</summary>
internal sealed class TemplateLexer(TemplateSource source, TemplateMistakes mistakes)
{
    private const int MarkLength = 2;

    private readonly string _text = source.Text;
    private readonly List<Token> _tokens = [];

    /// <summary>Where the next tag begins, or -1.</summary>
    public static int NextMark(string text, int from)
    {
        for (var at = text.IndexOf('{', from); at >= 0; at = text.IndexOf('{', at + 1))
        {
            if (at + 1 < text.Length && text[at + 1] is '{' or '%' or '#')
            {
                return at;
            }
        }

        return -1;
    }

    public List<Token> Read()
    {
        var at = 0;
        for (var mark = NextMark(_text, at); mark >= 0; mark = NextMark(_text, at))
        {
            AddData(at, TrimsBefore(mark) ? at + _text.AsSpan(at..mark).TrimEnd().Length : mark);
            at = _text[mark + 1] == '#' ? SkipComment(mark) : ReadTag(mark);
            if (mistakes.AreTooMany)
            {
                break;
            }
        }

        AddData(at, _text.Length);
        _tokens.Add(new Token(TokenKind.End, string.Empty, _text.Length, _text.Length));
        return _tokens;
    }

    private static bool IsControl(char character) => character is '-' or '+';

    private bool TrimsBefore(int mark) => mark + MarkLength < _text.Length && _text[mark + MarkLength] == '-';

    // A sign for whitespace control belongs to the mark.
    private int ContentStart(int mark)
    {
        var start = mark + MarkLength;
        return start < _text.Length && IsControl(_text[start]) ? start + 1 : start;
    }

    private void AddData(int from, int to)
    {
        if (to > from)
        {
            _tokens.Add(new Token(TokenKind.Data, string.Empty, from, to));
        }
    }

    private int SkipComment(int mark)
    {
        var start = ContentStart(mark);
        var end = _text.IndexOf("#}", start, StringComparison.Ordinal);
        return end < 0 ? ResumeAfterUnclosed(mark, "{#", "#}") : After(end, start);
    }

    private int ReadTag(int mark)
    {
        var isOutput = _text[mark + 1] == '{';
        var closing = isOutput ? "}}" : "%}";
        var start = ContentStart(mark);
        var end = FindEnd(start, closing);
        if (end < 0)
        {
            return ResumeAfterUnclosed(mark, _text.Substring(mark, MarkLength), closing);
        }

        var contentEnd = end > start && (_text[end - 1] == '-' || (!isOutput && _text[end - 1] == '+')) ? end - 1 : end;
        if (!isOutput && _text.AsSpan(start..contentEnd).Trim() is "raw")
        {
            return ReadRaw(mark, After(end, start));
        }

        _tokens.Add(new Token(isOutput ? TokenKind.OutputStart : TokenKind.StatementStart, string.Empty, mark, start));
        ReadTokens(start, contentEnd);
        _tokens.Add(new Token(isOutput ? TokenKind.OutputEnd : TokenKind.StatementEnd, string.Empty, contentEnd, end + MarkLength));
        return After(end, start);
    }

    private void ReadTokens(int start, int end)
    {
        var scanner = new TokenScanner(source, start, end);
        try
        {
            while (scanner.TryRead(out var token))
            {
                _tokens.Add(token);
            }
        }
        catch (TemplateFailure broken)
        {
            mistakes.Report(broken);
        }
    }

    // Where the text goes on behind the closing mark; a minus before it takes the white space.
    private int After(int end, int start)
    {
        var next = end + MarkLength;
        return end > start && _text[end - 1] == '-' ? _text.Length - _text.AsSpan(next..).TrimStart().Length : next;
    }

    private int ReadRaw(int mark, int from)
    {
        for (var open = _text.IndexOf("{%", from, StringComparison.Ordinal); open >= 0; open = _text.IndexOf("{%", open + 1, StringComparison.Ordinal))
        {
            var start = ContentStart(open);
            var end = _text.IndexOf("%}", start, StringComparison.Ordinal);
            if (end >= 0 && _text.AsSpan(start..end).TrimEnd("-+").Trim() is "endraw")
            {
                AddData(from, TrimsBefore(open) ? from + _text.AsSpan(from..open).TrimEnd().Length : open);
                return After(end, start);
            }
        }

        Report(mark, "'{% raw %}' is never closed by '{% endraw %}'.");
        return _text.Length;
    }

    // The closing mark outside quotes and braces. A tag that opens before it means that this one was never closed.
    private int FindEnd(int from, string closing)
    {
        var braces = 0;
        for (var i = from; i + 1 < _text.Length; i++)
        {
            var (character, next) = (_text[i], _text[i + 1]);
            if (character is '\'' or '"')
            {
                i = EndOfQuote(i);
            }
            else if (braces == 0 && character == closing[0] && next == closing[1])
            {
                return i;
            }
            else if (character == '{' && next is '{' or '%' or '#')
            {
                return -1;
            }
            else
            {
                braces = Math.Max(0, braces + (character switch { '{' => 1, '}' => -1, _ => 0 }));
            }
        }

        return -1;
    }

    private int EndOfQuote(int start)
    {
        for (var i = start + 1; i < _text.Length; i++)
        {
            if (_text[i] == _text[start])
            {
                return i;
            }

            i += _text[i] == '\\' ? 1 : 0;
        }

        return _text.Length;
    }

    // The next line is where other mistakes can be told apart from the consequences of this one.
    private int ResumeAfterUnclosed(int mark, string opening, string closing)
    {
        Report(mark, $"'{opening}' is never closed by '{closing}'.");
        var lineEnd = _text.IndexOf('\n', mark);
        var next = NextMark(_text, mark + MarkLength);
        return (lineEnd, next) switch
        {
            ( < 0, < 0) => _text.Length,
            (_, < 0) => lineEnd,
            ( < 0, _) => next,
            _ => Math.Min(lineEnd, next),
        };
    }

    private void Report(int offset, string message)
        => mistakes.Report(new TemplateFailure(DiagnosticCodes.TemplateSyntax, message, new Place(source, offset)));
}
