using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Parses what values are given to: names, tuples of names, attributes of a namespace, and parameters.</summary>
internal sealed class TargetParser(TokenReader tokens, ExpressionParser expressions)
{
    /// <summary>A target, or several that are unpacked to, up to an ending.</summary>
    public AssignmentTarget Parse(string end, bool withNamespace = false)
    {
        var at = tokens.At;
        var first = ParseOne(withNamespace);
        if (!tokens.IsOperator(","))
        {
            return first;
        }

        var items = new List<AssignmentTarget> { first };
        while (tokens.TryOperator(",") && !tokens.IsName(end) && !tokens.IsOperator(end))
        {
            items.Add(ParseOne(withNamespace));
        }

        return new TupleTarget(at, items);
    }

    public AssignmentTarget ParseOne(bool withNamespace)
    {
        var at = tokens.At;
        if (tokens.TryOperator("("))
        {
            using var level = expressions.Nest();
            var inner = Parse(")");
            tokens.ExpectOperator(")");
            return inner;
        }

        var name = tokens.ExpectAnyName("a name to give a value to");
        if (TemplateNames.IsWord(name))
        {
            throw new TemplateFailure(DiagnosticCodes.TemplateSyntax, $"'{name}' is a word of the language; give the value to another name.", at);
        }

        return withNamespace && tokens.TryOperator(".")
            ? new NamespaceTarget(at, name, tokens.ExpectAnyName("an attribute of the namespace"))
            : new NameTarget(at, name);
    }

    /// <summary><c>(a, b=1)</c>.</summary>
    public List<(string Name, Expression? Default)> ParseParameters()
    {
        var parameters = new List<(string Name, Expression? Default)>();
        tokens.ExpectOperator("(");
        while (!tokens.TryOperator(")"))
        {
            if (parameters.Count > 0)
            {
                tokens.ExpectOperator(",");
            }

            var name = tokens.ExpectAnyName("the name of a parameter");
            var value = tokens.TryOperator("=") ? expressions.Parse() : null;
            if (value is null && parameters.Exists(p => p.Default is not null))
            {
                throw tokens.Failure(DiagnosticCodes.TemplateSyntax, $"The parameter '{name}' needs a default, because one before it has one.");
            }

            parameters.Add((name, value));
        }

        return parameters;
    }
}
