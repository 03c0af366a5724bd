using System.Globalization;
using System.Numerics;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>Filters that make numbers.</summary>
internal static class NumberFilters
{
    private const int MostDigits = 30;

    public static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["int"] = new(0, ToInteger, "default", "base"),
        ["float"] = new(0, ToFloat, "default"),
        ["abs"] = new(0, Absolute),
        ["round"] = new(0, Round, "precision", "method"),
    };

    private static Value ToInteger(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var otherwise = given.Given(0, IntegerValue.Of(0));
        var known = value is UndefinedValue missing ? throw missing.Failure : value;
        if (Numbers.TryGet(known, out var number))
        {
            return !number.IsFloat ? number.ToValue() : double.IsFinite(number.Float) ? IntegerValue.Of((BigInteger)number.Float) : otherwise;
        }

        return known is TextValue text ? Parse(text.Text.Trim(), given.Int(1, 10)) ?? otherwise : otherwise;
    }

    private static IntegerValue? Parse(string text, int radix)
    {
        var digits = text.TrimStart('+', '-');
        if (text.Length > TemplateLimits.NumberBits / 4 || text.Length - digits.Length > 1)
        {
            return null;
        }

        var prefix = radix switch { 16 => "0x", 8 => "0o", 2 => "0b", _ => string.Empty };
        var bare = digits.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? digits[prefix.Length..] : digits;
        if (ParseDigits(bare, radix) is { } number)
        {
            return IntegerValue.Of(text[0] == '-' ? -number : number);
        }

        return ParseReal(text) is { } real && double.IsFinite(real) ? IntegerValue.Of((BigInteger)real) : null;
    }

    // Single underscores may stand between digits.
    private static BigInteger? ParseDigits(string digits, int radix)
    {
        if (digits.Length == 0 || digits[0] == '_' || digits[^1] == '_' || digits.Contains("__", StringComparison.Ordinal) || radix is < 2 or > 36)
        {
            return null;
        }

        var number = BigInteger.Zero;
        foreach (var character in digits.Replace("_", string.Empty, StringComparison.Ordinal))
        {
            var digit = char.IsAsciiDigit(character) ? character - '0' : char.IsAsciiLetter(character) ? char.ToLowerInvariant(character) - 'a' + 10 : radix;
            if (digit >= radix)
            {
                return null;
            }

            number = (number * radix) + digit;
        }

        return number;
    }

    private static double? ParseReal(string text) => text.ToLowerInvariant().TrimStart('+') switch
    {
        "inf" or "infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    private static Value ToFloat(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var known = value is UndefinedValue missing ? throw missing.Failure : value;
        return Numbers.TryGet(known, out var number) ? new FloatValue(number.AsDouble)
            : known is TextValue text && ParseReal(text.Text.Trim()) is { } real ? new FloatValue(real)
            : given.Given(0, new FloatValue(0));
    }

    private static Number Number(TemplateRuntime runtime, Value value)
        => Numbers.TryGet(TemplateRuntime.Defined(value), out var number) ? number : throw runtime.WrongType($"Expected a number; found {value.Kind}. The filter 'int' makes one of a text.");

    private static Value Absolute(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var number = Number(runtime, value);
        return number.IsFloat ? new FloatValue(Math.Abs(number.Float)) : IntegerValue.Of(BigInteger.Abs(number.Integer));
    }

    private static Value Round(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var number = Number(runtime, value);
        var digits = Math.Clamp(given.Int(0, 0), -MostDigits, MostDigits);
        var factor = Math.Pow(10, digits);
        switch (given.Text(1, "common"))
        {
            case "common" when !number.IsFloat && digits >= 0:
                return number.ToValue();
            case "common" when digits < 0:
                var rounded = Math.Round(number.AsDouble * factor, MidpointRounding.ToEven) / factor;
                return number.IsFloat ? new FloatValue(rounded) : IntegerValue.Of((BigInteger)rounded);
            case "common":
                return new FloatValue(double.IsFinite(number.Float) ? double.Parse(Numbers.Fixed(number.Float, digits), CultureInfo.InvariantCulture) : number.Float);
            case "ceil":
                return new FloatValue(Math.Ceiling(number.AsDouble * factor) / factor);
            case "floor":
                return new FloatValue(Math.Floor(number.AsDouble * factor) / factor);
            default:
                throw runtime.WrongType("The filter 'round' rounds by 'common', 'ceil' or 'floor'.");
        }
    }
}
