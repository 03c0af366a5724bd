using System.Text.RegularExpressions;

namespace Maestro.Engine.Templates;

/// <summary>What may stand between <c>{{</c> and <c>}}</c> so far: an environment variable, with or without a default.</summary>
internal sealed partial record TemplateExpression(string Name, string? Default, bool DefaultsWhenEmpty)
{
    public const string Supported = "Supported are {{ env.NAME }}, {{ env['NAME'] }}, {{ env.get('NAME', 'default') }}, {{ env.NAME | default('…') }} and comments {# … #}.";

    private const int LongestQuote = 60;

    /// <summary>Parses an expression.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? TryParse(string content, out TemplateExpression expression)
    {
        expression = new TemplateExpression(string.Empty, null, false);
        var match = Grammar().Match(content);
        if (!match.Success)
        {
            return content.Trim() is "" ? $"The expression is empty. {Supported}" : $"The expression '{Shorten(content.Trim())}' is not supported by this version. {Supported}";
        }

        var value = match.Groups["default"].Captures is [var first, ..] ? Unquote(first.Value) : null;
        expression = new TemplateExpression(Unquote(match.Groups["name"].Value), value, match.Groups["empty"].Success);
        return null;
    }

    /// <summary>The value, or null when the variable is not set and there is no default.</summary>
    public string? Evaluate(IReadOnlyDictionary<string, string> variables)
        => variables.TryGetValue(Name, out var value) && !(DefaultsWhenEmpty && value.Length == 0) ? value : Default;

    private static string Shorten(string content) => content.Length > LongestQuote ? content[..LongestQuote] + "…" : content;

    private static string Unquote(string literal)
        => literal[0] is '\'' or '"' ? Escape().Replace(literal[1..^1], e => e.ValueSpan[1] switch { 'n' => "\n", 't' => "\t", var c => c.ToString() }) : literal;

    [GeneratedRegex("""
        \A\s* env \s*
        (?: \. \s* get \s* \( \s* (?<name>'(?:[^'\\]|\\.)+'|"(?:[^"\\]|\\.)+") \s* (?: , \s* (?<default>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?) \s* )? \)
          | \[ \s* (?<name>'(?:[^'\\]|\\.)+'|"(?:[^"\\]|\\.)+") \s* \]
          | \. \s* (?<name>[A-Za-z_][A-Za-z0-9_]*) )
        \s*
        (?: \| \s* (?:default|d) \s* \( \s* (?<default>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?) \s* (?: , \s* (?: (?<empty>[Tt]rue) | [Ff]alse ) \s* )? \) \s* )?
        \z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();

    [GeneratedRegex(@"\\.", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
