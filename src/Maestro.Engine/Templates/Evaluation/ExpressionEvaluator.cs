using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Functions;
using Maestro.Engine.Templates.Syntax;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>Finds the values of expressions.</summary>
internal sealed class ExpressionEvaluator(TemplateRuntime runtime)
{
    public Value Evaluate(Expression expression, Frame frame)
    {
        runtime.At = expression.At;
        runtime.Spend();
        runtime.EnsureStack();
        var value = Find(expression, frame);
        runtime.Trace?.See(value);
        return value;
    }

    private Value Find(Expression expression, Frame frame)
        => expression switch
        {
            LiteralExpression literal => literal.Value,
            NameExpression name => frame.Scope.Find(name.Name) ?? Undefined(name, frame),
            AttributeExpression attribute => Attribute(attribute, frame),
            IndexExpression index => Index(index, frame),
            CallExpression call => Call(call, frame),
            FilterExpression filter => Filter(filter, Evaluate(filter.Target!, frame), frame),
            TestExpression test => Test(test, frame),
            ListExpression list => new ListValue(EvaluateAll(list.Items, frame)),
            TupleExpression tuple => new TupleValue(EvaluateAll(tuple.Items, frame)),
            MappingExpression mapping => Mapping(mapping, frame),
            BinaryExpression binary => Binary(binary, frame),
            UnaryExpression unary => Unary(unary, frame),
            ConcatenationExpression concatenation => Concatenate(concatenation, frame),
            ComparisonExpression comparison => BooleanValue.Of(Compare(comparison, frame)),
            NotExpression not => BooleanValue.Of(!IsTrue(not.Operand, frame)),
            LogicalExpression logical => Logical(logical, frame),
            ConditionalExpression conditional => Conditional(conditional, frame),
            SliceExpression slice => Slice(slice, frame),
            _ => throw new InvalidOperationException($"There is no evaluation of {expression.GetType().Name}."),
        };

    public bool IsTrue(Expression condition, Frame frame) => TemplateRuntime.Truth(Evaluate(condition, frame));

    /// <summary>Applies a chain of filters that has no value of its own to one.</summary>
    public Value ApplyChain(Expression chain, Value value, Frame frame)
    {
        var filter = (FilterExpression)chain;
        return Filter(filter, filter.Target is null ? value : ApplyChain(filter.Target, value, frame), frame);
    }

    public Value Invoke(CallExpression call, CallArguments arguments, Frame frame)
    {
        var target = Evaluate(call.Target, frame);
        runtime.At = call.At;
        return target switch
        {
            CallableValue callable => callable.Call(runtime, arguments),
            LoopValue { Recursion: { } recursion } => recursion.Call(runtime, arguments),
            LoopValue => throw runtime.WrongType("Only a loop that says so can be called: {% for … recursive %}."),
            UndefinedValue missing => throw NotCallable(call, missing),
            _ => throw runtime.WrongType($"Only functions and macros can be called; this is {target.Kind}."),
        };
    }

    public CallArguments Arguments(IReadOnlyList<Argument> given, Frame frame)
    {
        if (given.Count == 0)
        {
            return CallArguments.None;
        }

        var positional = new List<Value>();
        var named = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var argument in given)
        {
            AddArgument(argument, Evaluate(argument.Value, frame), positional, named);
        }

        return new CallArguments(positional, named);
    }

    private static TemplateFailure NotCallable(CallExpression call, UndefinedValue missing) => missing.IsLenient
        ? new TemplateFailure(DiagnosticCodes.TemplateAttribute, $"'{missing.Label}' is undefined, so it cannot be called.", call.At)
        : missing.Failure;

    private void AddArgument(Argument argument, Value value, List<Value> positional, Dictionary<string, Value> named)
    {
        switch (argument.Kind)
        {
            case ArgumentKind.Positional:
                positional.Add(value);
                break;
            case ArgumentKind.Named:
                AddNamed(named, argument.Name!, value);
                break;
            case ArgumentKind.List:
                positional.AddRange(runtime.Items(value));
                break;
            default:
                foreach (var pair in ListFilters.Pairs(runtime, value).Items.Cast<TupleValue>())
                {
                    AddNamed(named, runtime.Text.Of(pair[0]), pair[1]);
                }

                break;
        }
    }

    private void AddNamed(Dictionary<string, Value> named, string name, Value value)
    {
        if (!named.TryAdd(name, value))
        {
            throw runtime.WrongType($"The argument '{name}' is given twice.");
        }
    }

    private UndefinedValue Undefined(NameExpression name, Frame frame)
    {
        var hint = runtime.IsLenient ? "." : NearMiss.Hint(name.Name, frame.Scope.Names());
        var message = $"'{name.Name}' is not defined{hint} Set it, for instance with --set {name.Name}=…, or give a default: {{{{ {name.Name} | default('…') }}}}.";
        return new UndefinedValue(new TemplateFailure(DiagnosticCodes.VariableUndefined, message, name.At), name.Name, runtime.IsLenient) { HasTruth = runtime.IsLenient };
    }

    private List<Value> EvaluateAll(IReadOnlyList<Expression> items, Frame frame)
    {
        var values = new List<Value>(items.Count);
        foreach (var item in items)
        {
            values.Add(Evaluate(item, frame));
        }

        return values;
    }

    private Value Attribute(AttributeExpression attribute, Frame frame)
    {
        var target = Evaluate(attribute.Target, frame);
        runtime.At = attribute.At;
        return ValueMembers.Attribute(runtime, target, attribute.Name);
    }

    private Value Index(IndexExpression index, Frame frame)
    {
        var (target, key) = (Evaluate(index.Target, frame), Evaluate(index.Index, frame));
        runtime.At = index.At;
        return ValueMembers.Item(runtime, target, key);
    }

    private Value Slice(SliceExpression slice, Frame frame)
    {
        var target = Evaluate(slice.Target, frame);
        var (start, stop, step) = (Optional(slice.Start), Optional(slice.Stop), Optional(slice.Step));
        runtime.At = slice.At;
        return ValueMembers.Slice(runtime, target, start, stop, step);

        Value? Optional(Expression? bound) => bound is null ? null : Evaluate(bound, frame);
    }

    private Value Call(CallExpression call, Frame frame) => Invoke(call, Arguments(call.Arguments, frame), frame);

    private Value Filter(FilterExpression filter, Value value, Frame frame)
    {
        var arguments = Arguments(filter.Arguments, frame);
        runtime.At = filter.At;
        return runtime.Filters.Apply(runtime, filter.Name, value, arguments);
    }

    private BooleanValue Test(TestExpression test, Frame frame)
    {
        var (value, arguments) = (Evaluate(test.Target, frame), Arguments(test.Arguments, frame));
        runtime.At = test.At;
        return BooleanValue.Of(ValueTests.Apply(runtime, test.Name, value, arguments) != test.IsNegated);
    }

    private MappingValue Mapping(MappingExpression expression, Frame frame)
    {
        var mapping = new MappingValue();
        foreach (var (key, value) in expression.Pairs)
        {
            var known = Evaluate(key, frame);
            mapping.Entries[MappingMethods.Key(runtime, known)] = Evaluate(value, frame);
        }

        return mapping;
    }

    private Value Binary(BinaryExpression binary, Frame frame)
    {
        var (left, right) = (Evaluate(binary.Left, frame), Evaluate(binary.Right, frame));
        runtime.At = binary.At;
        return ValueArithmetic.Apply(runtime, binary.Operator, left, right);
    }

    private Value Unary(UnaryExpression unary, Frame frame)
    {
        var operand = Evaluate(unary.Operand, frame);
        runtime.At = unary.At;
        return ValueArithmetic.Negate(runtime, unary.Operator, operand);
    }

    private TextValue Concatenate(ConcatenationExpression concatenation, Frame frame)
    {
        var texts = new List<string>(concatenation.Parts.Count);
        foreach (var part in concatenation.Parts)
        {
            texts.Add(runtime.Text.Of(Evaluate(part, frame)));
        }

        runtime.At = concatenation.At;
        runtime.SpendText(texts.Sum(t => (long)t.Length));
        return new TextValue(string.Concat(texts));
    }

    private bool Compare(ComparisonExpression comparison, Frame frame)
    {
        var left = Evaluate(comparison.First, frame);
        foreach (var (operation, operand) in comparison.Rest)
        {
            var right = Evaluate(operand, frame);
            runtime.At = comparison.At;
            if (!Holds(operation, left, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private bool Holds(string operation, Value left, Value right) => operation switch
    {
        "==" => runtime.Order.AreEqual(left, right),
        "!=" => !runtime.Order.AreEqual(left, right),
        "<" => runtime.Order.Compare(left, right) < 0,
        "<=" => runtime.Order.Compare(left, right) <= 0,
        ">" => runtime.Order.Compare(left, right) > 0,
        ">=" => runtime.Order.Compare(left, right) >= 0,
        "in" => runtime.Order.Contains(right, left),
        _ => !runtime.Order.Contains(right, left),
    };

    private Value Logical(LogicalExpression logical, Frame frame)
    {
        var left = Evaluate(logical.Left, frame);
        return TemplateRuntime.Truth(left) == logical.IsAnd ? Evaluate(logical.Right, frame) : left;
    }

    private Value Conditional(ConditionalExpression conditional, Frame frame)
    {
        if (IsTrue(conditional.Condition, frame))
        {
            return Evaluate(conditional.Then, frame);
        }

        // An 'if' without 'else' that does not hold prints nothing, in every mode.
        return conditional.Else is null
            ? new UndefinedValue(new TemplateFailure(DiagnosticCodes.VariableUndefined, "The condition does not hold, and there is no 'else'.", conditional.At), "if", isLenient: true)
            : Evaluate(conditional.Else, frame);
    }
}
