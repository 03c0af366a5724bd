namespace Maestro.Engine.Templates;

internal enum TemplateTagKind
{
    /// <summary><c>{{ … }}</c>.</summary>
    Expression,

    /// <summary><c>{% … %}</c>.</summary>
    Statement,

    /// <summary><c>{# … #}</c>.</summary>
    Comment,
}

/// <summary>A tag of a template.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the text goes on after it.</param>
/// <param name="Content">What stands inside, minus signs for whitespace control taken off.</param>
internal sealed record TemplateTag(TemplateTagKind Kind, int Start, int End, string Content, bool IsClosed, bool TrimsBefore, bool TrimsAfter)
{
    public string Opening => Kind switch { TemplateTagKind.Expression => "{{", TemplateTagKind.Statement => "{%", _ => "{#" };

    public string Closing => Kind switch { TemplateTagKind.Expression => "}}", TemplateTagKind.Statement => "%}", _ => "#}" };
}

/// <summary>Finds the tags in the text of a template.</summary>
internal static class TemplateScanner
{
    private const int MarkLength = 2;

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

    /// <summary>Reads the tag that begins there.</summary>
    public static TemplateTag Read(string text, int start)
    {
        var kind = text[start + 1] switch { '{' => TemplateTagKind.Expression, '%' => TemplateTagKind.Statement, _ => TemplateTagKind.Comment };
        var tag = new TemplateTag(kind, start, start + MarkLength, string.Empty, IsClosed: false, TrimsBefore: false, TrimsAfter: false);
        var end = kind == TemplateTagKind.Comment
            ? text.IndexOf(tag.Closing, start + MarkLength, StringComparison.Ordinal)
            : FindEnd(text, start + MarkLength, tag.Closing);
        if (end < 0)
        {
            return tag with { End = ResumeAfterUnclosed(text, start) };
        }

        var content = text[(start + MarkLength)..end];
        var trimsBefore = content.StartsWith('-');
        var trimsAfter = content.Length > 1 && content.EndsWith('-');
        return tag with
        {
            End = end + MarkLength,
            Content = content[(trimsBefore ? 1 : 0)..(content.Length - (trimsAfter ? 1 : 0))],
            IsClosed = true,
            TrimsBefore = trimsBefore,
            TrimsAfter = trimsAfter,
        };
    }

    // The closing mark outside quotes. A tag that opens before it means that this one was never closed.
    private static int FindEnd(string text, int from, string closing)
    {
        var quote = '\0';
        for (var i = from; i + 1 < text.Length; i++)
        {
            var character = text[i];
            if (quote != '\0')
            {
                i += character == '\\' ? 1 : 0;
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == closing[0] && text[i + 1] == closing[1])
            {
                return i;
            }
            else if (character == '{' && text[i + 1] is '{' or '%' or '#')
            {
                return -1;
            }
        }

        return -1;
    }

    // The next line is where other mistakes can be told apart from the consequences of this one.
    private static int ResumeAfterUnclosed(string text, int start)
    {
        var lineEnd = text.IndexOf('\n', start);
        var mark = NextMark(text, start + MarkLength);
        return (lineEnd, mark) switch
        {
            ( < 0, < 0) => text.Length,
            (_, < 0) => lineEnd,
            ( < 0, _) => mark,
            _ => Math.Min(lineEnd, mark),
        };
    }
}
