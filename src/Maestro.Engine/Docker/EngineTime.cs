using System.Globalization;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Docker;

/// <summary>The ways in which an engine writes a moment.</summary>
internal static partial class EngineTime
{
    private const int FractionDigits = 9;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>From nanoseconds since 1970; what is below a tick is cut off.</summary>
    public static DateTimeOffset FromNanoseconds(long nanoseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>Reads a moment such as <c>2026-01-02T03:04:05.123456789Z</c> as nanoseconds since 1970.</summary>
    public static bool TryParseNanoseconds(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        var match = Moment().Match(text);
        if (!match.Success || !DateTimeOffset.TryParse(match.Groups["second"].Value + match.Groups["zone"].Value, CultureInfo.InvariantCulture, out var second))
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(FractionDigits, '0');
        nanoseconds = (second.ToUnixTimeSeconds() * NanosecondsPerSecond) + long.Parse(fraction, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>The form of query parameters: seconds since 1970 with a fraction.</summary>
    public static string ToQuery(DateTimeOffset moment)
    {
        var ticks = Math.Max(0, (moment - DateTimeOffset.UnixEpoch).Ticks);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick:000000000}");
    }

    /// <summary>Null for the year 1, which is how an engine says "never".</summary>
    public static DateTimeOffset? OrNever(DateTimeOffset? moment) => moment is { Year: > 1 } ? moment : null;

    [GeneratedRegex(@"^(?<second>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
