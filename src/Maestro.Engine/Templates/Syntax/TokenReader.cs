using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Goes through the tokens of a template.</summary>
internal sealed class TokenReader(TemplateSource source, IReadOnlyList<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public Place At => new(source, Current.Offset);

    /// <summary>Whether the tag that is read ends here.</summary>
    public bool IsAtTagEnd => Current.Kind is TokenKind.OutputEnd or TokenKind.StatementEnd or TokenKind.End or TokenKind.Data;

    public Token Next()
    {
        var token = Current;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token;
    }

    public bool IsOperator(string text) => Current.Is(TokenKind.Operator, text);

    public bool IsName(string text) => Current.Is(TokenKind.Name, text);

    public bool TryOperator(string text) => Skip(IsOperator(text));

    public bool TryName(string text) => Skip(IsName(text));

    public void ExpectOperator(string text)
    {
        if (!TryOperator(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    public void ExpectName(string text)
    {
        if (!TryName(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    public string ExpectAnyName(string what) => Current.Kind == TokenKind.Name ? Next().Text : throw Unexpected(what);

    public void ExpectEnd(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            throw Unexpected(kind == TokenKind.OutputEnd ? "'}}'" : "'%}'");
        }

        Next();
    }

    /// <summary>Leaves the tag that is read, so that what follows it can be looked at.</summary>
    public void SkipTag()
    {
        while (!IsAtTagEnd)
        {
            Next();
        }

        Skip(Current.Kind is TokenKind.OutputEnd or TokenKind.StatementEnd);
    }

    public TemplateFailure Unexpected(string expected)
        => Failure(DiagnosticCodes.TemplateSyntax, $"Expected {expected} and found {Current.Describe()}.");

    public TemplateFailure Failure(DiagnosticCode code, string message) => new(code, message, At);

    private bool Skip(bool matches)
    {
        if (matches)
        {
            Next();
        }

        return matches;
    }
}
