using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Parses statements that have no body of their own, and hands the others to <see cref="BodyParser"/>.</summary>
internal sealed class StatementParser
{
    private static readonly string[] Known =
        ["for", "if", "set", "with", "include", "import", "from", "extends", "block", "macro", "call", "filter", "raw", "print"];

    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;
    private readonly BodyParser _bodies;

    public StatementParser(TokenReader tokens, ExpressionParser expressions, TemplateParser template)
    {
        (_tokens, _expressions) = (tokens, expressions);
        _bodies = new BodyParser(tokens, expressions, template);
    }

    /// <summary>Parses a statement whose opening mark has been read.</summary>
    public Statement Parse(Place at)
    {
        var word = _tokens.Current;
        if (word.Kind != TokenKind.Name)
        {
            throw _tokens.Unexpected("the name of a statement, such as 'for'");
        }

        if (_bodies.TryParse(word.Text, at) is { } withBody)
        {
            return withBody;
        }

        _tokens.Next();
        Statement statement = word.Text switch
        {
            "print" => new OutputStatement(at, _expressions.ParseTuple()),
            "extends" => new ExtendsStatement(at, _expressions.Parse()),
            "include" => ParseInclude(at),
            "import" => ParseImport(at),
            "from" => ParseFromImport(at),
            _ => throw Unknown(word.Text, at),
        };
        _tokens.ExpectEnd(TokenKind.StatementEnd);
        return statement;
    }

    private static TemplateFailure Unknown(string word, Place at)
    {
        if (word.StartsWith("end", StringComparison.Ordinal) || word is "else" or "elif")
        {
            return new TemplateFailure(DiagnosticCodes.TemplateSyntax, $"'{{% {word} %}}' ends nothing that is open here.", at);
        }

        var hint = NearMiss.Hint(word, Known, $"; statements are {string.Join(", ", Known)}.");
        return new TemplateFailure(DiagnosticCodes.TemplateUnsupported, $"There is no statement '{word}'{hint}", at);
    }

    private IncludeStatement ParseInclude(Place at)
    {
        var file = _expressions.Parse();
        var ignoresMissing = _tokens.IsName("ignore") && _tokens.Following.Is(TokenKind.Name, "missing");
        if (ignoresMissing)
        {
            _tokens.Next();
            _tokens.Next();
        }

        return new IncludeStatement(at, file, ignoresMissing, ParseContext(otherwise: true));
    }

    private ImportStatement ParseImport(Place at)
    {
        var file = _expressions.Parse();
        _tokens.ExpectName("as");
        var alias = _tokens.ExpectAnyName("a name for what is imported");
        return new ImportStatement(at, file, alias, ParseContext(otherwise: false));
    }

    private FromImportStatement ParseFromImport(Place at)
    {
        var file = _expressions.Parse();
        _tokens.ExpectName("import");
        var names = new List<(string, string, Place)>();
        do
        {
            if (IsAtContext || _tokens.IsAtTagEnd)
            {
                break;
            }

            var place = _tokens.At;
            var name = _tokens.ExpectAnyName("the name of what to import");
            names.Add((name, _tokens.TryName("as") ? _tokens.ExpectAnyName("another name") : name, place));
        }
        while (_tokens.TryOperator(","));

        return new FromImportStatement(at, file, names, ParseContext(otherwise: false));
    }

    private bool IsAtContext => (_tokens.IsName("with") || _tokens.IsName("without")) && _tokens.Following.Is(TokenKind.Name, "context");

    private bool ParseContext(bool otherwise)
    {
        if (!IsAtContext)
        {
            return otherwise;
        }

        var with = _tokens.Next().Text == "with";
        _tokens.Next();
        return with;
    }
}
