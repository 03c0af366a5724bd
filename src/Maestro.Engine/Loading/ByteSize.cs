using System.Globalization;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Loading;

/// <summary>A number of bytes as people write it: <c>42</c>, <c>512m</c>, <c>1 GB</c>, <c>1GiB</c>. All units are powers of 1024.</summary>
internal static partial class ByteSize
{
    public const string Expected = "a whole number of bytes with b, k, m or g behind it if need be, such as 512m";

    /// <summary>Parses a number of bytes.</summary>
    /// <returns>False for anything else, and for more than a computer can count.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Grammar().Match(text);
        if (!match.Success || !long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var factor = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "K" => 1L << 10,
            "M" => 1L << 20,
            "G" => 1L << 30,
            _ => 1L,
        };
        bytes = number > long.MaxValue / factor ? 0 : number * factor;
        return number <= long.MaxValue / factor;
    }

    [GeneratedRegex(@"\A(?<number>[0-9]+) *(?:(?<unit>[kmg])(?:i?b)?|b)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Grammar();
}
