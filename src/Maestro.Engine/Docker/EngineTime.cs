using System.Globalization;

namespace Maestro.Engine.Docker;

/// <summary>The ways in which an engine writes a moment.</summary>
internal static class EngineTime
{
    /// <summary>From nanoseconds since 1970; what is below a tick is cut off.</summary>
    public static DateTimeOffset FromNanoseconds(long nanoseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

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
}
