using System.Globalization;
using System.Numerics;
using System.Text;
using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>How a value is laid out by <c>format</c>: fill, sign, width, digits and kind.</summary>
internal sealed record FormatSpec(char Fill, char Align, char Sign, bool IsAlternate, int Width, char Grouping, int? Precision, char Kind)
{
    public const int LargestWidth = 10_000;

    private const int DefaultPrecision = 6;

    public string Apply(TemplateRuntime runtime, Value value)
    {
        var isNumber = Numbers.TryGet(value, out var number);
        if (Kind is '\0' or 's' && (!isNumber || value is BooleanValue || (Kind == 's')))
        {
            var text = runtime.Text.Of(value);
            return Pad(string.Empty, Precision is { } longest && longest < text.Length ? text[..longest] : text, '<');
        }

        if (!isNumber)
        {
            throw runtime.WrongType($"The format '{Kind}' needs a number; found {value.Kind}.");
        }

        var (isNegative, digits) = Digits(runtime, number);
        var sign = isNegative ? "-" : Sign is '+' or ' ' ? Sign.ToString() : string.Empty;
        return Pad(sign + Prefix(), Grouping == '\0' ? digits : Group(digits), '>');
    }

    private (bool IsNegative, string Digits) Digits(TemplateRuntime runtime, Number number)
    {
        if (Kind is 'd' or 'i' or 'u' or 'x' or 'X' or 'o' or 'b' or 'c' || (Kind == '\0' && !number.IsFloat))
        {
            return WholeDigits(runtime, number);
        }

        var real = number.AsDouble;
        var (magnitude, precision) = (Math.Abs(real), Precision ?? DefaultPrecision);
        return (real < 0 || (real == 0 && double.IsNegative(real)), Kind switch
        {
            'f' or 'F' => double.IsFinite(magnitude) ? Numbers.Fixed(magnitude, precision) : Numbers.Repr(magnitude),
            'e' or 'E' => Exponential(magnitude, precision),
            '%' => Numbers.Fixed(magnitude * 100, precision) + "%",
            'g' or 'G' => General(magnitude, Math.Max(1, precision)),
            '\0' when Precision is null => Numbers.Repr(magnitude),
            '\0' => General(magnitude, Math.Max(1, precision)),
            _ => throw runtime.WrongType($"The format '{Kind}' is not known; known are s, d, x, X, o, b, f, e, g and %."),
        });
    }

    private (bool IsNegative, string Digits) WholeDigits(TemplateRuntime runtime, Number number)
    {
        if (number.IsFloat)
        {
            throw runtime.WrongType($"The format '{Kind}' needs a whole number; found a number with a fraction.");
        }

        var magnitude = BigInteger.Abs(number.Integer);
        return (number.Integer.Sign < 0, Kind switch
        {
            'x' => InBase(magnitude, 16),
            'X' => InBase(magnitude, 16).ToUpperInvariant(),
            'o' => InBase(magnitude, 8),
            'b' => InBase(magnitude, 2),
            'c' when Rune.IsValid((long)BigInteger.Min(magnitude, int.MaxValue) is var code and <= int.MaxValue ? (int)code : -1) => new Rune((int)magnitude).ToString(),
            _ => magnitude.ToString(CultureInfo.InvariantCulture),
        });
    }

    private static string InBase(BigInteger number, int radix)
    {
        var digits = new StringBuilder();
        for (var rest = number; !rest.IsZero; rest /= radix)
        {
            digits.Insert(0, "0123456789abcdef"[(int)(rest % radix)]);
        }

        return digits.Length == 0 ? "0" : digits.ToString();
    }

    private static string Exponential(double number, int precision)
    {
        var text = number.ToString("e" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var mark = text.IndexOf('e', StringComparison.Ordinal);
        return mark < 0 ? text : text[..(mark + 2)] + text[(mark + 2)..].TrimStart('0').PadLeft(2, '0');
    }

    private static string General(double number, int precision)
    {
        if (number == 0 || !double.IsFinite(number))
        {
            return number == 0 ? "0" : Numbers.Repr(number);
        }

        var exponential = Exponential(number, precision - 1);
        var mark = exponential.IndexOf('e', StringComparison.Ordinal);
        var exponent = int.Parse(exponential.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent < -4 || exponent >= precision
            ? Shorten(exponential[..mark]) + exponential[mark..]
            : Shorten(Numbers.Fixed(number, precision - 1 - exponent));
    }

    private static string Shorten(string number) => number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;

    private string Prefix() => (IsAlternate, Kind) switch
    {
        (true, 'x' or 'X' or 'o' or 'b') => "0" + Kind,
        _ => string.Empty,
    };

    private string Group(string digits)
    {
        var point = digits.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var whole = point < 0 ? digits : digits[..point];
        var grouped = new StringBuilder();
        for (var i = 0; i < whole.Length; i++)
        {
            grouped.Append(i > 0 && (whole.Length - i) % 3 == 0 ? Grouping.ToString() : string.Empty).Append(whole[i]);
        }

        return grouped.Append(digits.AsSpan(whole.Length)).ToString();
    }

    private string Pad(string prefix, string text, char natural)
    {
        var missing = Width - prefix.Length - text.Length;
        if (missing <= 0)
        {
            return prefix + text;
        }

        return (Align == '\0' ? natural : Align) switch
        {
            '<' => prefix + text + new string(Fill, missing),
            '^' => new string(Fill, missing / 2) + prefix + text + new string(Fill, missing - (missing / 2)),
            '=' => prefix + new string(Fill, missing) + text,
            _ => new string(Fill, missing) + prefix + text,
        };
    }
}
