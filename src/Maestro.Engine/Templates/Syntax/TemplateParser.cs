using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Functions;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Parses a template. A mistake costs its tag only: what follows is looked at too.</summary>
internal sealed class TemplateParser
{
    private readonly TemplateSource _source;
    private readonly TemplateMistakes _mistakes;
    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;
    private readonly StatementParser _statements;
    private readonly Dictionary<string, BlockStatement> _blocks = new(StringComparer.Ordinal);
    private int _depth;

    private TemplateParser(TemplateSource source, FilterSet filters, TemplateMistakes mistakes)
    {
        (_source, _mistakes) = (source, mistakes);
        _tokens = new TokenReader(source, new TemplateLexer(source, mistakes).Read());
        _expressions = new ExpressionParser(_tokens, filters);
        _statements = new StatementParser(_tokens, _expressions, this);
    }

    /// <summary>Parses a source.</summary>
    /// <param name="filters">Those that it can name.</param>
    /// <returns>The template; what is wrong with it is reported, and then it is not fit to be rendered.</returns>
    public static ParsedTemplate Parse(TemplateSource source, FilterSet filters, TemplateMistakes mistakes)
    {
        var parser = new TemplateParser(source, filters, mistakes);
        return new ParsedTemplate(source, parser.ParseAll(), parser._blocks);
    }

    /// <summary>The statements up to one that ends them.</summary>
    /// <param name="start">The statement that they belong to.</param>
    /// <param name="ends">The words that end them.</param>
    /// <returns>The statements, and the word, which has been read.</returns>
    public (IReadOnlyList<Statement> Body, string End) ParseBody(Place start, string opening, params string[] ends)
    {
        if (++_depth > TemplateLimits.Depth)
        {
            throw new TemplateLimitFailure($"Blocks are nested more than {TemplateLimits.Depth} levels deep.", start);
        }

        var body = new List<Statement>();
        while (_tokens.Current.Kind != TokenKind.End)
        {
            if (_tokens.Current.Kind == TokenKind.StatementStart && ends.Contains(_tokens.Following.Text) && _tokens.Following.Kind == TokenKind.Name)
            {
                _tokens.Next();
                _depth--;
                return (body, _tokens.Next().Text);
            }

            ParseNext(body);
        }

        _depth--;
        Report(new TemplateFailure(DiagnosticCodes.TemplateSyntax, $"'{{% {opening} %}}' is never closed by '{{% {ends[^1]} %}}'.", start));
        return (body, string.Empty);
    }

    public void Report(TemplateFailure failure) => _mistakes.Report(failure);

    public void AddBlock(BlockStatement block)
    {
        if (!_blocks.TryAdd(block.Header.Name, block))
        {
            throw new TemplateFailure(DiagnosticCodes.TemplateSyntax, $"There are two blocks '{block.Header.Name}' in this file.", block.At);
        }
    }

    private List<Statement> ParseAll()
    {
        var body = new List<Statement>();
        try
        {
            while (_tokens.Current.Kind != TokenKind.End)
            {
                ParseNext(body);
            }
        }
        catch (TemplateLimitFailure tooDeep)
        {
            Report(tooDeep);
        }

        return body;
    }

    private void ParseNext(List<Statement> body)
    {
        var token = _tokens.Current;
        try
        {
            _expressions.Restart();
            if (Parse(token) is { } statement)
            {
                body.Add(statement);
            }
        }
        catch (TemplateFailure broken) when (broken is not TemplateLimitFailure)
        {
            Report(broken);
            _tokens.SkipTag();
        }
    }

    private Statement? Parse(Token token)
    {
        var at = new Place(_source, token.Offset);
        _tokens.Next();
        switch (token.Kind)
        {
            case TokenKind.Data:
                return new DataStatement(at, token.End);
            case TokenKind.OutputStart:
                var value = _expressions.ParseTuple();
                _tokens.ExpectEnd(TokenKind.OutputEnd);
                return new OutputStatement(at, value);
            default:
                return _statements.Parse(at);
        }
    }
}
