using System.Globalization;
using System.Text;
using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>Python's <c>'{} is {name:>5}'.format(…)</c>.</summary>
internal static class FormatFields
{
    public static string Apply(TemplateRuntime runtime, string format, CallArguments arguments)
    {
        var output = new StringBuilder();
        var used = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] is not ('{' or '}'))
            {
                output.Append(format[at]);
            }
            else if (at + 1 < format.Length && format[at + 1] == format[at])
            {
                output.Append(format[at++]);
            }
            else
            {
                var end = format[at] == '{' ? format.IndexOf('}', at) : -1;
                if (end < 0)
                {
                    throw runtime.WrongType($"The format has a single '{format[at]}'; write it twice to mean the brace itself.");
                }

                output.Append(Field(runtime, format[(at + 1)..end], arguments, ref used));
                runtime.SpendText(output.Length);
                at = end;
            }
        }

        return runtime.Spend(output.ToString());
    }

    /// <summary>A number of a format; small, so that one field cannot fill the memory.</summary>
    public static int Number(TemplateRuntime runtime, string digits) => digits switch
    {
        "" => 0,
        _ when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= FormatSpec.LargestWidth => number,
        _ => throw runtime.Limit($"A format may be at most {FormatSpec.LargestWidth} characters wide."),
    };

    private static string Field(TemplateRuntime runtime, string field, CallArguments arguments, ref int used)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? field : field[..colon];
        var conversion = name.IndexOf('!', StringComparison.Ordinal);
        var path = conversion < 0 ? name : name[..conversion];
        var value = Find(runtime, path, arguments, ref used);
        var shown = conversion < 0 ? TemplateRuntime.Defined(value) : new TextValue(name[conversion..] == "!r" ? runtime.Text.Repr(value) : runtime.Text.Of(value));
        return Parse(runtime, colon < 0 ? string.Empty : field[(colon + 1)..]).Apply(runtime, shown);
    }

    private static Value Find(TemplateRuntime runtime, string path, CallArguments arguments, ref int used)
    {
        var parts = path.Replace("]", string.Empty, StringComparison.Ordinal).Split('.', '[');
        var first = parts[0];
        if (first.Length == 0 || first.All(char.IsAsciiDigit))
        {
            var index = first.Length == 0 ? used++ : Number(runtime, first);
            return index < arguments.Positional.Count
                ? ValueMembers.Follow(runtime, arguments.Positional[index], parts.AsSpan(1))
                : throw runtime.WrongType("The format has more places than there are values.");
        }

        return arguments.Named.TryGetValue(first, out var named)
            ? ValueMembers.Follow(runtime, named, parts.AsSpan(1))
            : throw runtime.WrongType($"The format names '{first}', which is not among the values.");
    }

    private static FormatSpec Parse(TemplateRuntime runtime, string spec)
    {
        var at = 0;
        var (fill, align) = (' ', '\0');
        if (spec.Length > 1 && spec[1] is '<' or '>' or '^' or '=')
        {
            (fill, align, at) = (spec[0], spec[1], 2);
        }
        else if (spec.Length > 0 && spec[0] is '<' or '>' or '^' or '=')
        {
            (align, at) = (spec[0], 1);
        }

        var sign = Take(spec, ref at, "+- ");
        var isAlternate = Take(spec, ref at, "#") != '\0';
        if (Take(spec, ref at, "0") != '\0' && align == '\0')
        {
            (fill, align) = ('0', '=');
        }

        var width = Number(runtime, Digits(spec, ref at));
        var grouping = Take(spec, ref at, ",_");
        int? precision = Take(spec, ref at, ".") == '\0' ? null : Number(runtime, Digits(spec, ref at));
        var kind = at < spec.Length ? spec[at++] : '\0';
        return at == spec.Length
            ? new FormatSpec(fill, align, sign, isAlternate, width, grouping, precision, kind)
            : throw runtime.WrongType("The part of a format behind ':' is not understood.");
    }

    private static char Take(string spec, ref int at, string allowed)
        => at < spec.Length && allowed.Contains(spec[at], StringComparison.Ordinal) ? spec[at++] : '\0';

    private static string Digits(string spec, ref int at)
    {
        var start = at;
        while (at < spec.Length && char.IsAsciiDigit(spec[at]))
        {
            at++;
        }

        return spec[start..at];
    }
}
