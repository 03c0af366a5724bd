using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Functions;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Parses expressions by recursive descent, in Jinja2's order of precedence.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private readonly TokenReader _tokens;
    private readonly FilterSet _filters;
    private readonly OperandParser _operands;
    private int _depth;

    public ExpressionParser(TokenReader tokens, FilterSet filters)
    {
        (_tokens, _filters) = (tokens, filters);
        _operands = new OperandParser(tokens, this);
    }

    /// <summary>Receives the names that expressions use.</summary>
    public HashSet<string> Names { get; set; } = [];

    /// <summary>An expression, with an inline <c>if</c> when that is allowed here.</summary>
    public Expression Parse(bool withCondition = true)
    {
        using var level = Nest();
        return withCondition ? ParseConditional() : ParseOr();
    }

    /// <summary>Counts one level of nesting until what it returns is disposed.</summary>
    public Level Nest() => ++_depth <= TemplateLimits.Depth
        ? new Level(this)
        : throw _tokens.Failure(DiagnosticCodes.TemplateLimit, $"The expression is nested more than {TemplateLimits.Depth} levels deep.");

    /// <summary>An expression, or a tuple without parentheses.</summary>
    public Expression ParseTuple(bool withCondition = true)
    {
        var at = _tokens.At;
        var first = Parse(withCondition);
        if (!_tokens.IsOperator(","))
        {
            return first;
        }

        var items = new List<Expression> { first };
        while (_tokens.TryOperator(",") && !_tokens.IsAtTagEnd && !_tokens.IsOperator(")"))
        {
            items.Add(Parse(withCondition));
        }

        return new TupleExpression(at, items);
    }

    /// <summary>The filters behind a value; without a value for the block whose text they are to change.</summary>
    public FilterExpression ParseFilter(Expression? target)
    {
        var at = _tokens.At;
        var name = ParseDottedName("the name of a filter");
        if (!_filters.Contains(name))
        {
            throw Unknown("filter", name, _filters.Names, at);
        }

        return new FilterExpression(at, target, name, _tokens.IsOperator("(") ? _operands.ParseArguments() : []);
    }

    public Expression ParseFilterChain(Expression target)
    {
        var value = target;
        while (_tokens.TryOperator("|"))
        {
            value = ParseFilter(value);
        }

        return value;
    }

    /// <summary>Forgets how deep the expression before was nested, which may have been left in its middle.</summary>
    public void Restart() => _depth = 0;

    /// <summary>What stands between arithmetic operators: a sign, an operand, what hangs on it, filters and tests.</summary>
    public Expression ParseUnary(bool withFilter = true)
    {
        var at = _tokens.At;
        Expression value;
        if (_tokens.IsOperator("-") || _tokens.IsOperator("+"))
        {
            using var level = Nest();
            value = new UnaryExpression(at, _tokens.Next().Text, ParseUnary(withFilter: false));
        }
        else
        {
            value = _operands.ParsePrimary();
        }

        value = _operands.ParsePostfix(value);
        return withFilter ? ParseFiltersAndTests(value) : value;
    }

    private static TemplateFailure Unknown(string kind, string name, IEnumerable<string> known, Place at)
        => new(DiagnosticCodes.TemplateUnsupported, $"There is no {kind} '{name}'{NearMiss.Hint(name, known, $"; the {kind}s are listed in docs/templates.md.")}", at);

    private Expression ParseConditional()
    {
        var at = _tokens.At;
        var value = ParseOr();
        while (_tokens.TryName("if"))
        {
            var condition = ParseOr();
            value = new ConditionalExpression(at, condition, value, _tokens.TryName("else") ? Parse() : null);
        }

        return value;
    }

    private Expression ParseOr()
    {
        var at = _tokens.At;
        var left = ParseAnd();
        while (_tokens.TryName("or"))
        {
            left = new LogicalExpression(at, left, IsAnd: false, ParseAnd());
        }

        return left;
    }

    private Expression ParseAnd()
    {
        var at = _tokens.At;
        var left = ParseNot();
        while (_tokens.TryName("and"))
        {
            left = new LogicalExpression(at, left, IsAnd: true, ParseNot());
        }

        return left;
    }

    private Expression ParseNot()
    {
        var at = _tokens.At;
        var negations = 0;
        while (_tokens.TryName("not"))
        {
            negations++;
        }

        var value = ParseComparison();
        return negations switch
        {
            0 => value,
            _ when negations % 2 == 1 => new NotExpression(at, value),
            _ => new NotExpression(at, new NotExpression(at, value)),
        };
    }

    private Expression ParseComparison()
    {
        var at = _tokens.At;
        var first = ParseSum();
        var rest = new List<(string, Expression)>();
        while (TryComparison() is { } comparison)
        {
            rest.Add((comparison, ParseSum()));
        }

        return rest.Count == 0 ? first : new ComparisonExpression(at, first, rest);
    }

    private string? TryComparison()
    {
        if (_tokens.Current.Kind == TokenKind.Operator && Comparisons.AsSpan().Contains(_tokens.Current.Text))
        {
            return _tokens.Next().Text;
        }

        if (_tokens.IsName("not") && _tokens.Following.Is(TokenKind.Name, "in"))
        {
            _tokens.Next();
            _tokens.Next();
            return "not in";
        }

        return _tokens.TryName("in") ? "in" : null;
    }

    private Expression ParseSum() => ParseLeftToRight(ParseConcatenation, "+", "-");

    private Expression ParseConcatenation()
    {
        var at = _tokens.At;
        var first = ParseProduct();
        if (!_tokens.IsOperator("~"))
        {
            return first;
        }

        var parts = new List<Expression> { first };
        while (_tokens.TryOperator("~"))
        {
            parts.Add(ParseProduct());
        }

        return new ConcatenationExpression(at, parts);
    }

    private Expression ParseProduct() => ParseLeftToRight(ParsePower, "*", "/", "//", "%");

    private Expression ParsePower() => ParseLeftToRight(() => ParseUnary(), "**");

    private Expression ParseLeftToRight(Func<Expression> operand, params ReadOnlySpan<string> operators)
    {
        var at = _tokens.At;
        var left = operand();
        while (_tokens.Current.Kind == TokenKind.Operator && operators.Contains(_tokens.Current.Text))
        {
            left = new BinaryExpression(at, left, _tokens.Next().Text, operand());
        }

        return left;
    }

    private Expression ParseFiltersAndTests(Expression target)
    {
        var value = target;
        while (true)
        {
            if (_tokens.TryOperator("|"))
            {
                value = ParseFilter(value);
            }
            else if (_tokens.TryName("is"))
            {
                value = ParseTest(value);
            }
            else if (_tokens.IsOperator("("))
            {
                value = new CallExpression(target.At, value, _operands.ParseArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private TestExpression ParseTest(Expression target)
    {
        var isNegated = _tokens.TryName("not");
        var at = _tokens.At;
        var name = ParseDottedName("the name of a test, such as 'defined'");
        if (!ValueTests.Table.ContainsKey(name))
        {
            throw Unknown("test", name, ValueTests.Table.Keys, at);
        }

        return new TestExpression(at, target, name, ParseTestArguments(), isNegated);
    }

    private IReadOnlyList<Argument> ParseTestArguments()
    {
        if (_tokens.IsOperator("("))
        {
            return _operands.ParseArguments();
        }

        var begins = _tokens.Current switch
        {
            { Kind: TokenKind.Name, Text: "is" } => throw _tokens.Failure(DiagnosticCodes.TemplateSyntax, "Tests cannot be chained; combine them with 'and'."),
            { Kind: TokenKind.Name, Text: "else" or "or" or "and" or "if" or "not" or "in" } => false,
            { Kind: TokenKind.Name or TokenKind.Text or TokenKind.Integer or TokenKind.Float } => true,
            { Kind: TokenKind.Operator, Text: "[" or "{" } => true,
            _ => false,
        };
        return begins ? [new Argument(ArgumentKind.Positional, null, _operands.ParsePostfix(_operands.ParsePrimary()))] : [];
    }

    private string ParseDottedName(string what)
    {
        var name = _tokens.ExpectAnyName(what);
        while (_tokens.TryOperator("."))
        {
            name += "." + _tokens.ExpectAnyName(what);
        }

        return name;
    }

    internal readonly struct Level(ExpressionParser parser) : IDisposable
    {
        public void Dispose() => parser._depth--;
    }
}
