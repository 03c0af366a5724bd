using System.Globalization;

namespace Maestro.Engine.Reporting.Html;

/// <summary>How a report words things.</summary>
internal static class ReportText
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    /// <summary>Such as <c>0.25 s</c>, <c>12.3 s</c>, <c>3 min 5 s</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromSeconds(1) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        _ when time < Long => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes):0} min {time.Seconds} s"),
    };

    /// <summary>Such as <c>2026-01-02 03:04:05 UTC</c>.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{number} {noun}s");

    /// <summary>At most so many characters.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : $"{text.AsSpan(0, most - 1)}…";
}
