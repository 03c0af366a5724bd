using YamlDotNet.Core;

namespace Maestro.Engine.Yaml;

/// <summary>Says in clean words what the parser found.</summary>
internal static class YamlErrorText
{
    public const string Unclosed = "The text cannot be read as YAML from here on; a '[' or '{' before it may lack its end.";

    private static readonly (string Found, string Words)[] Known =
    [
        ("found invalid mapping", "A ':' is not expected here; put a value that contains ': ' in quotes, or check the indentation of this line."),
        ("did not find expected key", "A key followed by ':' is expected here; check the indentation, and put a value that goes on after a quote in quotes as a whole."),
        ("did not find expected '-' indicator", "An item of the list, beginning with '- ', is expected here; check the indentation."),
        ("did not find expected ',' or '}'", "A ',' or '}' is expected here; a '{' before it lacks its end."),
        ("did not find expected ',' or ']'", "A ',' or ']' is expected here; a '[' before it lacks its end."),
        ("did not find expected node content", "A value is expected here; a '[' or '{' before it may lack its end."),
        ("found unexpected end of stream", "The quoted text that begins here lacks its closing quote."),
        ("found character that cannot start any token", "No value can begin with this character; put the value in quotes."),
        ("found a tab character", "A tab cannot indent YAML; use spaces."),
        ("found unknown escape character", "An escape in this quoted text is not known; write '\\\\' for a backslash, or use single quotes."),
        ("could not find expected ':'", "A ':' after the key is expected here."),
        ("mapping values are not allowed", "A ':' is not expected here; put the value in quotes, or check the indentation."),
        ("disallowed: []{},", "A '*' or '&' begins the name of an alias or anchor; put a value that begins with it in quotes."),
    ];

    public static string Explain(YamlException exception)
    {
        foreach (var (found, words) in Known)
        {
            if (exception.Message.Contains(found, StringComparison.OrdinalIgnoreCase))
            {
                return words;
            }
        }

        // 'While scanning a directive, did not find …': the second half is what matters to a person.
        var message = exception.Message;
        var comma = message.IndexOf(", ", StringComparison.Ordinal);
        var reason = message.StartsWith("While ", StringComparison.Ordinal) && comma > 0 ? message[(comma + 2)..] : message;
        return reason.Length == 0 ? Unclosed : $"The text is not YAML: {reason.TrimEnd('.')}.";
    }
}
