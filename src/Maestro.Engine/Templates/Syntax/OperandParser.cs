using System.Globalization;
using System.Numerics;
using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Parses what operators work on: names, literals, and the attributes, subscripts and calls that hang on them.</summary>
internal sealed class OperandParser(TokenReader tokens, ExpressionParser expressions)
{
    public Expression ParsePrimary()
    {
        var (token, at) = (tokens.Current, tokens.At);
        switch (token.Kind)
        {
            case TokenKind.Name:
                tokens.Next();
                return Constant(token.Text) is { } constant ? new LiteralExpression(at, constant) : Name(at, token.Text);
            case TokenKind.Text:
                return new LiteralExpression(at, new TextValue(ParseText()));
            case TokenKind.Integer:
                return new LiteralExpression(at, IntegerValue.Of(ParseInteger(token.Text)));
            case TokenKind.Float:
                return new LiteralExpression(at, new FloatValue(ParseFloat()));
            case TokenKind.Operator when token.Text == "(":
                return ParseParentheses(at);
            case TokenKind.Operator when token.Text == "[":
                tokens.Next();
                return new ListExpression(at, ParseItems("]", () => expressions.Parse()));
            case TokenKind.Operator when token.Text == "{":
                tokens.Next();
                return new MappingExpression(at, ParseItems("}", ParsePair));
            default:
                throw tokens.Unexpected("a value");
        }
    }

    public Expression ParsePostfix(Expression target)
    {
        var value = target;
        while (true)
        {
            if (tokens.TryOperator("."))
            {
                value = ParseMember(value);
            }
            else if (tokens.TryOperator("["))
            {
                value = ParseSubscript(value);
            }
            else if (tokens.IsOperator("("))
            {
                value = new CallExpression(target.At, value, ParseArguments());
            }
            else
            {
                return value;
            }
        }
    }

    public IReadOnlyList<Argument> ParseArguments()
    {
        tokens.ExpectOperator("(");
        return ParseItems(")", ParseArgument);
    }

    private static Value? Constant(string name) => name switch
    {
        "true" or "True" => BooleanValue.True,
        "false" or "False" => BooleanValue.False,
        "none" or "None" => NoneValue.Instance,
        _ => null,
    };

    private NameExpression Name(Place at, string name)
    {
        expressions.Names.Add(name);
        return new NameExpression(at, name);
    }

    private string ParseText()
    {
        var text = tokens.Next().Text;
        if (tokens.Current.Kind != TokenKind.Text)
        {
            return text;
        }

        var joined = new StringBuilder(text);
        while (tokens.Current.Kind == TokenKind.Text)
        {
            joined.Append(tokens.Next().Text);
        }

        return joined.ToString();
    }

    private BigInteger ParseInteger(string literal)
    {
        var digits = literal.Replace("_", string.Empty, StringComparison.Ordinal);
        BigInteger? number = digits switch
        {
            _ when digits.Length > TemplateLimits.NumberBits / 4 => null,
            ['0', 'x' or 'X', ..] => Number(digits, 16),
            ['0', 'o' or 'O', ..] => Number(digits, 8),
            ['0', 'b' or 'B', ..] => Number(digits, 2),
            ['0', _, ..] when digits.AsSpan().Trim('0').Length > 0 => null,
            _ => BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture),
        };
        if (number is null || literal.EndsWith('_'))
        {
            throw tokens.Failure(DiagnosticCodes.TemplateSyntax, $"'{Shorten(literal)}' is no number; octal numbers begin with 0o.");
        }

        tokens.Next();
        return number.Value;
    }

    private static string Shorten(string literal) => literal.Length > 40 ? literal[..40] + "…" : literal;

    private static BigInteger? Number(string digits, int radix)
    {
        BigInteger? number = digits.Length > 2 ? BigInteger.Zero : null;
        foreach (var digit in digits.AsSpan(2))
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            number = value < radix ? (number * radix) + value : null;
        }

        return number;
    }

    private double ParseFloat()
        => double.Parse(tokens.Next().Text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);

    private Expression ParseParentheses(Place at)
    {
        tokens.Next();
        if (tokens.TryOperator(")"))
        {
            return new TupleExpression(at, []);
        }

        var value = expressions.ParseTuple();
        tokens.ExpectOperator(")");
        return value;
    }

    private (Expression Key, Expression Value) ParsePair()
    {
        var key = expressions.Parse();
        tokens.ExpectOperator(":");
        return (key, expressions.Parse());
    }

    private List<T> ParseItems<T>(string closing, Func<T> item)
    {
        var items = new List<T>();
        while (!tokens.TryOperator(closing))
        {
            if (items.Count > 0)
            {
                ExpectCommaOr(closing);
                if (tokens.TryOperator(closing))
                {
                    break;
                }
            }

            items.Add(item());
        }

        return items;
    }

    private void ExpectCommaOr(string closing)
    {
        if (!tokens.TryOperator(","))
        {
            throw tokens.Unexpected($"',' or '{closing}'");
        }
    }

    private Argument ParseArgument()
    {
        if (tokens.TryOperator("**"))
        {
            return new Argument(ArgumentKind.Mapping, null, expressions.Parse());
        }

        if (tokens.TryOperator("*"))
        {
            return new Argument(ArgumentKind.List, null, expressions.Parse());
        }

        if (tokens.Current.Kind == TokenKind.Name && tokens.Following.Is(TokenKind.Operator, "="))
        {
            var name = tokens.Next().Text;
            tokens.Next();
            return new Argument(ArgumentKind.Named, name, expressions.Parse());
        }

        return new Argument(ArgumentKind.Positional, null, expressions.Parse());
    }

    private Expression ParseMember(Expression target)
    {
        if (tokens.Current.Kind == TokenKind.Integer)
        {
            return new IndexExpression(target.At, target, new LiteralExpression(tokens.At, IntegerValue.Of(ParseInteger(tokens.Current.Text))));
        }

        return new AttributeExpression(target.At, target, tokens.ExpectAnyName("a name or a number"));
    }

    private Expression ParseSubscript(Expression target)
    {
        var at = tokens.At;
        var start = tokens.IsOperator(":") ? null : expressions.ParseTuple();
        if (start is not null && tokens.TryOperator("]"))
        {
            return new IndexExpression(target.At, target, start);
        }

        if (!tokens.TryOperator(":"))
        {
            throw tokens.Unexpected("']'");
        }

        var stop = tokens.IsOperator(":") || tokens.IsOperator("]") ? null : expressions.Parse();
        var step = tokens.TryOperator(":") && !tokens.IsOperator("]") ? expressions.Parse() : null;
        tokens.ExpectOperator("]");
        return new SliceExpression(at, target, start, stop, step);
    }
}
