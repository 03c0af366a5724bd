using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Syntax;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>Carries out the statements of templates. A statement that fails is reported, and the next one is carried out.</summary>
internal sealed class TemplateEvaluator
{
    private readonly TemplateRuntime _runtime;
    private readonly TemplateMistakes _mistakes;
    private readonly ExpressionEvaluator _expressions;
    private readonly MacroCaller _macros;
    private readonly Assignments _assignments;
    private readonly FileStatements _files;

    public TemplateEvaluator(TemplateRuntime runtime, TemplateMistakes mistakes, TemplateLibrary library, Scope globals)
    {
        (_runtime, _mistakes) = (runtime, mistakes);
        _expressions = new ExpressionEvaluator(runtime);
        _macros = new MacroCaller(runtime, this);
        _assignments = new Assignments(runtime);
        _files = new FileStatements(runtime, this, library, globals);
    }

    public Value Evaluate(Expression expression, Frame frame) => _expressions.Evaluate(expression, frame);

    /// <summary>Renders a file, and what it extends.</summary>
    public void Render(ParsedTemplate template, Scope root, TemplateOutput output)
    {
        using var level = _runtime.Enter("Included files");
        var blocks = new BlockTable();
        var files = 0;
        for (var current = template; current is not null && files <= TemplateLimits.Depth; files++)
        {
            blocks.Add(current);
            var context = new TemplateContext(current, blocks, root, output);
            Execute(current.Body, new Frame(context, root, output));
            current = context.Parent;
        }

        if (files > TemplateLimits.Depth)
        {
            throw _runtime.Limit($"Files extend each other more than {TemplateLimits.Depth} times.");
        }
    }

    public void Execute(IReadOnlyList<Statement> statements, Frame frame)
    {
        _runtime.EnsureStack();
        foreach (var statement in statements)
        {
            try
            {
                _runtime.At = statement.At;
                _runtime.Spend();
                if (frame.Output.KeepsMap)
                {
                    _runtime.Trace?.Forget();
                }

                Execute(statement, frame);
            }
            catch (TemplateFailure failure) when (failure is not TemplateLimitFailure && !_mistakes.AreTooMany)
            {
                _mistakes.Report(failure);
                Assignments.GiveUp(statement, frame.Scope);
            }
        }
    }

    /// <summary>The text that statements render to.</summary>
    public TextValue Capture(IReadOnlyList<Statement> body, Frame frame)
    {
        var output = new TemplateOutput(_runtime, keepsMap: false);
        Execute(body, frame with { Scope = new Scope(frame.Scope), Output = output });
        return new TextValue(_runtime.Spend(output.ToString()));
    }

    private void Execute(Statement statement, Frame frame)
    {
        switch (statement)
        {
            case DataStatement data:
                Copy(data, frame);
                break;
            case OutputStatement output:
                Write(output, frame);
                break;
            case IfStatement choice:
                Choose(choice, frame);
                break;
            case ForStatement loop:
                Loop(loop, frame);
                break;
            case SetStatement set:
                _assignments.Assign(set.Target, Traced(set.Value, frame), frame.Scope);
                break;
            case SetBlockStatement set:
                _assignments.Assign(set.Target, SetText(set, frame), frame.Scope);
                break;
            case WithStatement with:
                ExecuteWith(with, frame);
                break;
            case FilterStatement filter:
                Write(_expressions.ApplyChain(filter.Filter, Capture(filter.Body, frame), frame), filter.At, frame);
                break;
            case BlockStatement block when !frame.IsSilent:
                RenderBlock(new BlockLevel(block.Header.Name, 0), block.Header.IsScoped ? frame.Scope : frame.Context.Root, frame);
                break;
            case MacroStatement macro:
                frame.Scope.Set(macro.Macro.Name, _macros.ToValue(macro.Macro, frame));
                break;
            case CallStatement call:
                Write(Call(call, frame), call.At, frame);
                break;
            default:
                _files.Execute(statement, frame);
                break;
        }
    }

    // The value with a note of what it was made of, for whoever prints it later.
    private Value Traced(Expression expression, Frame frame)
    {
        var mark = _runtime.Trace?.Mark ?? 0;
        var value = Evaluate(expression, frame);
        _runtime.Trace?.Inherit(value, mark);
        return value;
    }

    private Value SetText(SetBlockStatement set, Frame frame)
    {
        var mark = _runtime.Trace?.Mark ?? 0;
        Value text = Capture(set.Body, frame);
        text = set.Filter is null ? text : _expressions.ApplyChain(set.Filter, text, frame);
        _runtime.Trace?.Inherit(text, mark);
        return text;
    }

    private static void Copy(DataStatement data, Frame frame)
    {
        if (!frame.IsSilent)
        {
            frame.Output.Copy(data.At, data.End);
        }
    }

    private void Write(OutputStatement output, Frame frame)
    {
        if (frame.IsSilent)
        {
            return;
        }

        // What super() brings in keeps its own places.
        if (output.Value is CallExpression { Target: NameExpression { Name: "super" }, Arguments.Count: 0 } && frame.Block is { } block)
        {
            RenderBlock(block with { Level = block.Level + 1 }, frame.Context.Root, frame);
            return;
        }

        Write(Evaluate(output.Value, frame), output.At, frame);
    }

    private void Write(Value value, Place at, Frame frame)
    {
        if (!frame.IsSilent)
        {
            frame.Output.Write(_runtime.Text.Of(value), at);
        }
    }

    private void Choose(IfStatement choice, Frame frame)
    {
        foreach (var (condition, body) in choice.Branches)
        {
            if (_expressions.IsTrue(condition, frame))
            {
                Execute(body, frame);
                return;
            }
        }

        Execute(choice.Else, frame);
    }

    private void Loop(ForStatement statement, Frame frame) => Loop(statement, _runtime.Items(Traced(statement.Header.Items, frame)), frame, depth: 1);

    private void Loop(ForStatement statement, IReadOnlyList<Value> items, Frame frame, int depth)
    {
        var header = statement.Header;
        if (header.Condition is { } condition)
        {
            items = [.. items.Where(item => _expressions.IsTrue(condition, Bound(header.Target, item, frame)))];
        }

        var loop = new LoopValue(items, depth)
        {
            Recursion = header.IsRecursive ? new CallableValue("loop", (_, given) => LoopAgain(statement, given, frame, depth + 1)) : null,
        };
        for (; loop.Index < items.Count; loop.Index++)
        {
            _runtime.Spend();
            var inner = Bound(header.Target, items[loop.Index], frame);
            inner.Scope.Set("loop", loop);
            Execute(statement.Body, inner);
        }

        if (items.Count == 0)
        {
            Execute(statement.Else, frame.Inner());
        }
    }

    private TextValue LoopAgain(ForStatement statement, CallArguments given, Frame frame, int depth)
    {
        if (given is not { Positional: [var items], Named.Count: 0 })
        {
            throw _runtime.WrongType("'loop' is called with the items to go through, and nothing else.");
        }

        using var level = _runtime.Enter("Recursive loops");
        var output = new TemplateOutput(_runtime, keepsMap: false);
        Loop(statement, _runtime.Items(items), frame with { Output = output }, depth);
        return new TextValue(_runtime.Spend(output.ToString()));
    }

    private Frame Bound(AssignmentTarget target, Value item, Frame frame)
    {
        var inner = frame.Inner();
        _assignments.Assign(target, item, inner.Scope);
        return inner;
    }

    private void ExecuteWith(WithStatement with, Frame frame)
    {
        var inner = frame.Inner();
        foreach (var (target, value) in with.Bindings)
        {
            _assignments.Assign(target, Traced(value, frame), inner.Scope);
        }

        Execute(with.Body, inner);
    }

    private Value Call(CallStatement statement, Frame frame)
    {
        var given = _expressions.Arguments(statement.Call.Arguments, frame);
        var caller = new Dictionary<string, Value>(given.Named, StringComparer.Ordinal) { ["caller"] = _macros.ToValue(statement.Caller, frame) };
        return _expressions.Invoke(statement.Call, given with { Named = caller }, frame);
    }

    private void RenderBlock(BlockLevel level, Scope scope, Frame frame)
    {
        using var deeper = _runtime.Enter("Blocks");
        var block = frame.Context.Blocks.Find(level)
            ?? throw new TemplateFailure(DiagnosticCodes.TemplateOperation, $"The block '{level.Name}' has nothing above it that super() could render.", _runtime.At);
        if (block.Header.IsRequired)
        {
            throw new TemplateFailure(DiagnosticCodes.TemplateOperation, $"The block '{level.Name}' is required, and no file that extends this one gives it.", block.At);
        }

        var inner = frame with { Scope = new Scope(scope), Block = level };
        inner.Scope.Set("super", new CallableValue("super", (_, _) => Super(level, frame)));
        Execute(block.Body, inner);
    }

    private TextValue Super(BlockLevel level, Frame frame)
    {
        var output = new TemplateOutput(_runtime, keepsMap: false);
        RenderBlock(level with { Level = level.Level + 1 }, frame.Context.Root, frame with { Output = output });
        return new TextValue(_runtime.Spend(output.ToString()));
    }
}
