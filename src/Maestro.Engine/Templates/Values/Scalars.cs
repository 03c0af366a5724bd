using System.Numerics;

namespace Maestro.Engine.Templates.Values;

internal sealed class NoneValue : Value
{
    public static readonly NoneValue Instance = new();

    public override string Kind => "none";
}

internal sealed class BooleanValue : Value
{
    public static readonly BooleanValue True = new(true);
    public static readonly BooleanValue False = new(false);

    private BooleanValue(bool truth) => Truth = truth;

    public bool Truth { get; }

    public override string Kind => "a truth";

    public static BooleanValue Of(bool truth) => truth ? True : False;
}

internal sealed class IntegerValue : Value
{
    private const int LargestKept = 256;

    private static readonly IntegerValue[] Kept = [.. Enumerable.Range(0, LargestKept + 1).Select(n => new IntegerValue(n))];

    private IntegerValue(BigInteger number) => Number = number;

    public BigInteger Number { get; }

    public override string Kind => "a whole number";

    public static IntegerValue Of(BigInteger number)
        => number.Sign >= 0 && number <= LargestKept ? Kept[(int)number] : new IntegerValue(number);

    public static IntegerValue Of(int number) => number is >= 0 and <= LargestKept ? Kept[number] : new IntegerValue(number);
}

internal sealed class FloatValue(double number) : Value
{
    public double Number { get; } = number;

    public override string Kind => "a number";
}

internal sealed class TextValue(string text) : Value
{
    public static readonly TextValue Empty = new(string.Empty);

    public string Text { get; } = text;

    public override string Kind => "a text";
}
