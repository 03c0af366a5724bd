namespace Maestro.Engine.Templates.Syntax;

internal enum TokenKind
{
    /// <summary>Text between tags, copied as it stands.</summary>
    Data,

    /// <summary><c>{{</c>.</summary>
    OutputStart,

    /// <summary><c>}}</c>.</summary>
    OutputEnd,

    /// <summary><c>{%</c>.</summary>
    StatementStart,

    /// <summary><c>%}</c>.</summary>
    StatementEnd,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Float,

    /// <summary>A quoted text; the token's text is what it stands for.</summary>
    Text,

    /// <summary>An operator or a bracket.</summary>
    Operator,

    /// <summary>The end of the file.</summary>
    End,
}

/// <summary>A piece of a template.</summary>
/// <param name="Text">What it says; empty for data, which lies between the two offsets.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset, int End)
{
    public bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    /// <summary>How messages name it.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.OutputEnd => "'}}'",
        TokenKind.StatementEnd => "'%}'",
        TokenKind.Text => "a text in quotes",
        TokenKind.End or TokenKind.Data => "the end",
        _ => $"'{Text}'",
    };
}
