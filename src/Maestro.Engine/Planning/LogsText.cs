using System.Globalization;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>Options of logs that users write as text, read alike by every front.</summary>
public static class LogsText
{
    /// <summary>A number above this is a moment, as seconds since 1970, and no number of seconds ago.</summary>
    private const double FirstMoment = 1_000_000_000;

    /// <summary>A moment (<c>2026-01-31</c>, <c>2026-01-31T08:00:00Z</c>) or a time ago (<c>90</c> seconds, <c>10m</c>, <c>1h30m</c>, <c>00:10:00</c>); null for no text.</summary>
    /// <param name="text">The text; a moment without a zone is in that of this machine.</param>
    /// <param name="time">The clock; null for that of this machine.</param>
    /// <exception cref="MaestroException">The text is none of these.</exception>
    public static DateTimeOffset? Since(string? text, TimeProvider? time = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= FirstMoment && number < DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return DateTimeOffset.UnixEpoch.AddSeconds(number);
        }

        if (text.Contains('-', StringComparison.Ordinal))
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment) ? moment : throw Invalid(text);
        }

        try
        {
            var now = (time ?? TimeProvider.System).GetUtcNow();
            return PlayText.Timeout(text) is { } ago && ago < now - DateTimeOffset.UnixEpoch ? now - ago : throw Invalid(text);
        }
        catch (MaestroException exception)
        {
            throw Invalid(text, exception);
        }
    }

    /// <summary>A number of lines, or <c>all</c>; null for all and for no text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="MaestroException">The text is neither.</exception>
    public static int? Tail(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var lines)
            ? lines
            : throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, $"'{text}' is no number of lines: write 0 or more, or 'all'."));
    }

    private static MaestroException Invalid(string text, Exception? inner = null) => new(
        Diagnostic.Error(DiagnosticCodes.InvalidOption, $"'{text}' is no moment: write how long ago (90 for seconds, 10m, 1h30m) or when (2026-01-31, 2026-01-31T08:00:00Z)."), inner);
}
