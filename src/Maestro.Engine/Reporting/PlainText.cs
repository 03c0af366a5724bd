using System.Text.RegularExpressions;

namespace Maestro.Engine.Reporting;

/// <summary>Text of programs without what tells a terminal to change colours or to move.</summary>
internal static partial class PlainText
{
    public static string Of(string text) => text.Contains('\e', StringComparison.Ordinal) ? Controls().Replace(text, string.Empty) : text;

    // CSI and OSC sequences, and the short ones.
    [GeneratedRegex(@"\e(\[[0-?]*[ -/]*[@-~]|\][^\a\e]*(\a|\e\\)?|[@-Z\\-_])", RegexOptions.ExplicitCapture)]
    private static partial Regex Controls();
}
