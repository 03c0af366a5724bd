using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates.Syntax;

/// <summary>Parses statements that enclose others. When the opening tag is wrong, what it encloses is still looked at.</summary>
internal sealed class BodyParser(TokenReader tokens, ExpressionParser expressions, TemplateParser template)
{
    private readonly TargetParser _targets = new(tokens, expressions);

    /// <summary>The statement that begins with the word, which is still to be read; null when it encloses none.</summary>
    public Statement? TryParse(string word, Place at)
    {
        Func<Place, Statement>? parse = word switch
        {
            "if" => ParseIf,
            "for" => ParseFor,
            "set" => ParseSet,
            "with" => ParseWith,
            "filter" => ParseFilter,
            "block" => ParseBlock,
            "macro" => ParseMacro,
            "call" => ParseCall,
            _ => null,
        };
        if (parse is null)
        {
            return null;
        }

        tokens.Next();
        return parse(at);
    }

    private IfStatement ParseIf(Place at)
    {
        var branches = new List<(Expression, IReadOnlyList<Statement>)>();
        IReadOnlyList<Statement> otherwise = [];
        for (var end = "elif"; end == "elif";)
        {
            var condition = Header(at, () => expressions.ParseTuple(withCondition: false)) ?? Broken(at);
            (var body, end) = template.ParseBody(at, "if", "elif", "else", "endif");
            branches.Add((condition, body));
            if (end == "else")
            {
                EndTag();
                (otherwise, end) = template.ParseBody(at, "if", "endif");
            }
        }

        EndTag();
        return new IfStatement(at, branches, otherwise);
    }

    private ForStatement ParseFor(Place at)
    {
        var header = Header(at, ParseForHeader);
        var (body, end) = template.ParseBody(at, "for", "else", "endfor");
        IReadOnlyList<Statement> otherwise = [];
        if (end == "else")
        {
            EndTag();
            (otherwise, _) = template.ParseBody(at, "for", "endfor");
        }

        EndTag();
        return new ForStatement(at, header ?? new ForHeader(new NameTarget(at, "_"), Broken(at), null, IsRecursive: false), body, otherwise);
    }

    private ForHeader ParseForHeader()
    {
        var target = _targets.Parse("in");
        tokens.ExpectName("in");
        var items = expressions.ParseTuple(withCondition: false);
        var condition = tokens.TryName("if") ? expressions.Parse() : null;
        return new ForHeader(target, items, condition, tokens.TryName("recursive"));
    }

    private Statement ParseSet(Place at)
    {
        var target = _targets.Parse("=", withNamespace: true);
        if (tokens.TryOperator("="))
        {
            var value = expressions.ParseTuple();
            tokens.ExpectEnd(TokenKind.StatementEnd);
            return new SetStatement(at, target, value);
        }

        var filter = tokens.TryOperator("|") ? expressions.ParseFilterChain(expressions.ParseFilter(null)) : null;
        tokens.ExpectEnd(TokenKind.StatementEnd);
        return new SetBlockStatement(at, target, filter, Body(at, "set", "endset"));
    }

    private WithStatement ParseWith(Place at)
    {
        var bindings = Header(at, ParseBindings) ?? [];
        return new WithStatement(at, bindings, Body(at, "with", "endwith"));
    }

    private List<(AssignmentTarget, Expression)> ParseBindings()
    {
        var bindings = new List<(AssignmentTarget, Expression)>();
        while (!tokens.IsAtTagEnd)
        {
            if (bindings.Count > 0)
            {
                tokens.ExpectOperator(",");
            }

            var target = _targets.ParseOne(withNamespace: false);
            tokens.ExpectOperator("=");
            bindings.Add((target, expressions.Parse()));
        }

        return bindings;
    }

    private FilterStatement ParseFilter(Place at)
    {
        var filter = Header<Expression>(at, () => expressions.ParseFilterChain(expressions.ParseFilter(null)));
        return new FilterStatement(at, filter ?? Broken(at), Body(at, "filter", "endfilter"));
    }

    private BlockStatement ParseBlock(Place at)
    {
        var header = Header(at, () => new BlockHeader(tokens.ExpectAnyName("the name of the block"), tokens.TryName("scoped"), tokens.TryName("required")));
        var (body, _) = template.ParseBody(at, "block", "endblock");
        if (header is not null && !tokens.TryName(header.Name) && !tokens.IsAtTagEnd)
        {
            throw tokens.Failure(DiagnosticCodes.TemplateSyntax, $"The block '{header.Name}' is to be closed here, not {tokens.Current.Describe()}.");
        }

        EndTag();
        var block = new BlockStatement(at, header ?? new BlockHeader(string.Empty, false, false), body);
        if (header is not null)
        {
            template.AddBlock(block);
        }

        return block;
    }

    private MacroStatement ParseMacro(Place at)
    {
        var header = Header(at, () => new MacroHeader(tokens.ExpectAnyName("the name of the macro"), _targets.ParseParameters()));
        return new MacroStatement(at, Macro(header ?? new MacroHeader(string.Empty, []), at, "macro", "endmacro"));
    }

    private CallStatement ParseCall(Place at)
    {
        var parameters = new List<(string, Expression?)>();
        var call = Header(at, () =>
        {
            parameters = tokens.IsOperator("(") ? _targets.ParseParameters() : [];
            return expressions.Parse() as CallExpression
                ?? throw tokens.Failure(DiagnosticCodes.TemplateSyntax, "Expected the call of a macro, such as 'box()'.");
        });
        return new CallStatement(at, call ?? new CallExpression(at, Broken(at), []), Macro(new MacroHeader("caller", parameters), at, "call", "endcall"));
    }

    private Macro Macro(MacroHeader header, Place at, string opening, string ending)
    {
        var outer = expressions.Names;
        expressions.Names = [];
        var body = Body(at, opening, ending);
        var names = expressions.Names;
        expressions.Names = outer;
        outer.UnionWith(names);
        return new Macro(header.Name, header.Parameters, body, names);
    }

    private IReadOnlyList<Statement> Body(Place at, string opening, string ending)
    {
        var (body, _) = template.ParseBody(at, opening, ending);
        EndTag();
        return body;
    }

    // The rest of an opening tag. Null when it is wrong; then its mistake is reported and the tag is left behind.
    private T? Header<T>(Place at, Func<T> parse)
        where T : class
    {
        try
        {
            expressions.Restart();
            var header = parse();
            tokens.ExpectEnd(TokenKind.StatementEnd);
            return header;
        }
        catch (TemplateFailure broken) when (broken is not TemplateLimitFailure)
        {
            template.Report(tokens.Current.Kind == TokenKind.End ? new TemplateFailure(broken.Code, broken.Message, at) : broken);
            tokens.SkipTag();
            return null;
        }
    }

    private void EndTag()
    {
        if (tokens.Current.Kind != TokenKind.End)
        {
            tokens.ExpectEnd(TokenKind.StatementEnd);
        }
    }

    // Stands where a mistake has been reported; a template with mistakes is never rendered.
    private static NameExpression Broken(Place at) => new(at, string.Empty);

    private sealed record MacroHeader(string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters);
}
