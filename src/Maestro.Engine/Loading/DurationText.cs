using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>A time as people write it: a number of seconds, or numbers with units such as <c>1m30s</c>.</summary>
internal static partial class DurationText
{
    public const string Expected = "a number of seconds, or numbers with h, m, s or ms such as 1m30s";

    /// <summary>Reads a time of zero or more; what is none is reported.</summary>
    public static TimeSpan? Read(BoundNode node)
    {
        if (node.Text(Expected) is not { } text)
        {
            return null;
        }

        if (TryParse(text, out var time))
        {
            return time;
        }

        node.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {node.Describe()}.");
        return null;
    }

    /// <summary>Parses a time.</summary>
    /// <returns>False for anything else, and for more than some thousand years.</returns>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        var match = Units().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var seconds = Number(match, "plain") + (Number(match, "h") * 3600) + (Number(match, "m") * 60) + Number(match, "s") + (Number(match, "ms") / 1000);
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return false;
        }

        time = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static double Number(Match match, string group)
        => match.Groups[group].Success ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\A(?:(?<plain>\d+(?:\.\d+)?)|(?=\d)(?:(?<h>\d+(?:\.\d+)?)h)?(?:(?<m>\d+(?:\.\d+)?)m(?!s))?(?:(?<s>\d+(?:\.\d+)?)s)?(?:(?<ms>\d+(?:\.\d+)?)ms)?)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Units();
}
