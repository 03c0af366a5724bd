using System.Globalization;
using System.Numerics;
using System.Text;

namespace Maestro.Engine.Templates.Values;

/// <summary>A number of either kind; truths are 1 and 0, as in Python.</summary>
internal readonly record struct Number(BigInteger Integer, double Float, bool IsFloat)
{
    public double AsDouble => IsFloat ? Float : (double)Integer;

    public bool IsZero => IsFloat ? Float == 0 : Integer.IsZero;

    public Value ToValue() => IsFloat ? new FloatValue(Float) : IntegerValue.Of(Integer);
}

/// <summary>Python's rules for numbers.</summary>
internal static class Numbers
{
    private const int LargestPlainExponent = 16;
    private const int SmallestPlainExponent = -4;
    private const int DigitsThatShowATie = 25;

    public static bool TryGet(Value value, out Number number)
    {
        number = value switch
        {
            IntegerValue integer => new Number(integer.Number, 0, false),
            FloatValue real => new Number(BigInteger.Zero, real.Number, true),
            BooleanValue truth => new Number(truth.Truth ? 1 : 0, 0, false),
            _ => default,
        };
        return value is IntegerValue or FloatValue or BooleanValue;
    }

    /// <summary>Which is greater; null when one of them is no number at all.</summary>
    public static int? Compare(Number left, Number right)
    {
        if (!left.IsFloat && !right.IsFloat)
        {
            return left.Integer.CompareTo(right.Integer);
        }

        var (a, b) = (left.AsDouble, right.AsDouble);
        return double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
    }

    /// <summary>The shortest text that is the number again, as Python writes it.</summary>
    public static string Repr(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = number == 0 ? 0 : int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = shortest.Split('E')[0];
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('-').Trim('0');
        return (mantissa.StartsWith('-') ? "-" : string.Empty) + Layout(digits.Length == 0 ? "0" : digits, exponent);
    }

    /// <summary>The number with so many digits behind the point; exact halves go to the even digit.</summary>
    public static string Fixed(double number, int digits)
    {
        var text = number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var longer = number.ToString("F" + (digits + DigitsThatShowATie).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var tail = longer.AsSpan(longer.Length - DigitsThatShowATie);
        if (tail[0] != '5' || tail[1..].ContainsAnyExcept('0'))
        {
            return text;
        }

        var cut = longer[..^DigitsThatShowATie].TrimEnd('.');
        return (cut[^1] - '0') % 2 == 0 ? cut : text;
    }

    private static string Layout(string digits, int exponent)
    {
        if (exponent is < SmallestPlainExponent or >= LargestPlainExponent)
        {
            var sign = exponent < 0 ? '-' : '+';
            var fraction = digits.Length > 1 ? "." + digits[1..] : string.Empty;
            return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{sign}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        var whole = digits.PadRight(exponent + 1, '0');
        var text = new StringBuilder(whole, 0, exponent + 1, whole.Length + 2).Append('.');
        return text.Append(whole.Length > exponent + 1 ? whole.AsSpan(exponent + 1) : "0").ToString();
    }
}
