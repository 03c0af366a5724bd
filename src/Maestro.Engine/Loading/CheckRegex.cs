using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Reads a regular expression, in the notation of Python or of .NET.</summary>
internal static class CheckRegex
{
    /// <returns>The expression in the notation of .NET; null and a diagnostic when it is none.</returns>
    public static string? Read(BoundNode node)
    {
        if (node.Text("a regular expression", DiagnosticCodes.InvalidCheck) is not { } text)
        {
            return null;
        }

        try
        {
            var pattern = FromPython(text);
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return pattern;
        }
        catch (ArgumentException exception)
        {
            node.Error(DiagnosticCodes.InvalidCheck, $"'{text}' is no regular expression: {exception.Message}");
            return null;
        }
    }

    // The two notations differ in the names of groups.
    private static string FromPython(string text)
        => text.Replace("(?P<", "(?<", StringComparison.Ordinal) is var named && named.Contains("(?P=", StringComparison.Ordinal)
            ? Regex.Replace(named, @"\(\?P=(\w+)\)", @"\k<$1>", RegexOptions.CultureInvariant)
            : named;
}
