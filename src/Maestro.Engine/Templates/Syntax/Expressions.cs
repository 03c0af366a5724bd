using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>What has a value. The tree of an expression is one family of small records, so they share a file.</summary>
internal abstract record Expression(Place At);

internal sealed record LiteralExpression(Place At, Value Value) : Expression(At);

internal sealed record NameExpression(Place At, string Name) : Expression(At);

internal sealed record ListExpression(Place At, IReadOnlyList<Expression> Items) : Expression(At);

internal sealed record TupleExpression(Place At, IReadOnlyList<Expression> Items) : Expression(At);

internal sealed record MappingExpression(Place At, IReadOnlyList<(Expression Key, Expression Value)> Pairs) : Expression(At);

internal sealed record AttributeExpression(Place At, Expression Target, string Name) : Expression(At);

internal sealed record IndexExpression(Place At, Expression Target, Expression Index) : Expression(At);

internal sealed record SliceExpression(Place At, Expression Target, Expression? Start, Expression? Stop, Expression? Step) : Expression(At);

internal sealed record CallExpression(Place At, Expression Target, IReadOnlyList<Argument> Arguments) : Expression(At);

/// <param name="Target">What is filtered; null inside a block whose text is filtered.</param>
internal sealed record FilterExpression(Place At, Expression? Target, string Name, IReadOnlyList<Argument> Arguments) : Expression(At);

internal sealed record TestExpression(Place At, Expression Target, string Name, IReadOnlyList<Argument> Arguments, bool IsNegated) : Expression(At);

internal sealed record UnaryExpression(Place At, string Operator, Expression Operand) : Expression(At);

internal sealed record BinaryExpression(Place At, Expression Left, string Operator, Expression Right) : Expression(At);

internal sealed record ConcatenationExpression(Place At, IReadOnlyList<Expression> Parts) : Expression(At);

internal sealed record ComparisonExpression(Place At, Expression First, IReadOnlyList<(string Operator, Expression Right)> Rest) : Expression(At);

internal sealed record NotExpression(Place At, Expression Operand) : Expression(At);

/// <param name="IsAnd">Whether it is <c>and</c>; else <c>or</c>.</param>
internal sealed record LogicalExpression(Place At, Expression Left, bool IsAnd, Expression Right) : Expression(At);

internal sealed record ConditionalExpression(Place At, Expression Condition, Expression Then, Expression? Else) : Expression(At);

internal enum ArgumentKind
{
    Positional,
    Named,
    List,
    Mapping,
}

/// <summary>An argument of a call: <c>x</c>, <c>name=x</c>, <c>*x</c> or <c>**x</c>.</summary>
internal sealed record Argument(ArgumentKind Kind, string? Name, Expression Value);
