using System.Numerics;
using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>Python's arithmetic.</summary>
internal static class ValueArithmetic
{
    public static Value Apply(TemplateRuntime runtime, string operation, Value left, Value right)
    {
        var (a, b) = (Operand(left), Operand(right));
        if (operation == "%" && a is TextValue format)
        {
            return new TextValue(PercentFormat.Apply(runtime, format.Text, b));
        }

        if (Numbers.TryGet(a, out var x) && Numbers.TryGet(b, out var y))
        {
            return Bounded(runtime, Compute(runtime, operation, x, y));
        }

        return operation switch
        {
            "+" => Join(runtime, a, b),
            "*" when a is TextValue or SequenceValue => Repeat(runtime, a, b),
            "*" when b is TextValue or SequenceValue => Repeat(runtime, b, a),
            _ => throw Mismatch(runtime, operation, a, b),
        };
    }

    public static Value Negate(TemplateRuntime runtime, string sign, Value operand)
    {
        if (!Numbers.TryGet(Operand(operand), out var number))
        {
            throw runtime.WrongType($"Expected a number behind '{sign}'; found {operand.Kind}.");
        }

        return (sign, number.IsFloat) switch
        {
            ("+", _) => number.ToValue(),
            (_, true) => new FloatValue(-number.Float),
            _ => IntegerValue.Of(-number.Integer),
        };
    }

    // Even a lenient file cannot reckon with what is not there.
    private static Value Operand(Value value) => value is UndefinedValue missing ? throw missing.Failure : value;

    private static Value Bounded(TemplateRuntime runtime, Number number)
        => number.IsFloat || number.Integer.GetBitLength() <= TemplateLimits.NumberBits
            ? number.ToValue()
            : throw runtime.Limit("The template makes a number of more than 4,300 digits.");

    private static Number Compute(TemplateRuntime runtime, string operation, Number x, Number y)
    {
        if (operation is "/" or "//" or "%" && y.IsZero)
        {
            throw runtime.WrongType("Division by zero.");
        }

        var integers = !x.IsFloat && !y.IsFloat;
        return operation switch
        {
            "/" => Real(x.AsDouble / y.AsDouble),
            "**" => Power(runtime, x, y),
            "+" => integers ? Whole(x.Integer + y.Integer) : Real(x.AsDouble + y.AsDouble),
            "-" => integers ? Whole(x.Integer - y.Integer) : Real(x.AsDouble - y.AsDouble),
            "*" => integers ? Whole(x.Integer * y.Integer) : Real(x.AsDouble * y.AsDouble),
            "//" => integers ? Whole(FloorDivide(x.Integer, y.Integer)) : Real(Math.Floor(x.AsDouble / y.AsDouble)),
            _ => integers ? Whole(x.Integer - (FloorDivide(x.Integer, y.Integer) * y.Integer)) : Real(FloorRemainder(x.AsDouble, y.AsDouble)),
        };
    }

    private static Number Whole(BigInteger number) => new(number, 0, false);

    private static Number Real(double number) => new(BigInteger.Zero, number, true);

    private static BigInteger FloorDivide(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(x, y, out var remainder);
        return remainder.Sign != 0 && remainder.Sign != y.Sign ? quotient - 1 : quotient;
    }

    private static double FloorRemainder(double x, double y)
    {
        var remainder = x % y;
        return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder;
    }

    private static Number Power(TemplateRuntime runtime, Number x, Number y)
    {
        if (x.IsFloat || y.IsFloat || y.Integer.Sign < 0)
        {
            return x.IsZero && y.AsDouble < 0 ? throw runtime.WrongType("Division by zero.") : Real(Math.Pow(x.AsDouble, y.AsDouble));
        }

        if (x.Integer.IsZero || BigInteger.Abs(x.Integer).IsOne)
        {
            return y.Integer.IsZero ? Whole(1) : Whole(x.Integer.Sign < 0 && y.Integer.IsEven ? 1 : x.Integer);
        }

        return y.Integer * (x.Integer.GetBitLength() - 1) <= TemplateLimits.NumberBits
            ? Whole(BigInteger.Pow(x.Integer, (int)y.Integer))
            : throw runtime.Limit("The template makes a number of more than 4,300 digits.");
    }

    private static Value Join(TemplateRuntime runtime, Value left, Value right)
    {
        switch (left, right)
        {
            case (TextValue a, TextValue b):
                runtime.SpendText((long)a.Text.Length + b.Text.Length);
                return new TextValue(a.Text + b.Text);
            case (ListValue a, ListValue b):
                runtime.SpendItems((long)a.Count + b.Count);
                return new ListValue([.. a.Items, .. b.Items]);
            case (TupleValue a, TupleValue b):
                runtime.SpendItems((long)a.Count + b.Count);
                return new TupleValue([.. a.Items, .. b.Items]);
            default:
                throw Mismatch(runtime, "+", left, right);
        }
    }

    private static Value Repeat(TemplateRuntime runtime, Value repeated, Value times)
    {
        if (!Numbers.TryGet(times, out var number) || number.IsFloat || repeated is RangeValue)
        {
            throw Mismatch(runtime, "*", repeated, times);
        }

        var count = (int)BigInteger.Max(0, BigInteger.Min(int.MaxValue, number.Integer));
        if (repeated is TextValue { Text: var text })
        {
            runtime.SpendText((long)text.Length * count);
            return new TextValue(text.Length == 0 ? text : string.Concat(Enumerable.Repeat(text, count)));
        }

        var sequence = (SequenceValue)repeated;
        runtime.SpendItems((long)sequence.Count * count);
        var items = new List<Value>();
        for (var i = 0; i < count && sequence.Count > 0; i++)
        {
            items.AddRange(Enumerable.Range(0, sequence.Count).Select(n => sequence[n]));
        }

        return repeated is TupleValue ? new TupleValue(items) : new ListValue(items);
    }

    private static TemplateFailure Mismatch(TemplateRuntime runtime, string operation, Value left, Value right)
    {
        var hint = operation == "+" && (left is TextValue || right is TextValue) ? " Join texts with '~', or turn a text into a number with the filter 'int'." : string.Empty;
        return runtime.WrongType($"'{operation}' does not work on {left.Kind} and {right.Kind}.{hint}");
    }
}
