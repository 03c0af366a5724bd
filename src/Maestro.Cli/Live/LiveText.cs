using System.Globalization;
using Maestro.Engine.Model;

namespace Maestro.Cli.Live;

/// <summary>The words of the live table.</summary>
internal static class LiveText
{
    private const double BytesPerMegabyte = 1_000_000;

    public static string Doing(StepKind kind) => kind switch
    {
        StepKind.Pull => "pulling",
        StepKind.Start => "starting",
        StepKind.Check => "checking",
        StepKind.Stop => "stopping",
        StepKind.Kill => "killing",
        StepKind.Remove => "removing",
        StepKind.CreateNetwork => "creating network",
        StepKind.RemoveNetwork => "removing network",
        StepKind.RemoveVolume => "removing volume",
        StepKind.Sweep => "sweeping",
        _ => "working",
    };

    /// <summary>Such as <c>12.3 of 80.1 MB</c>.</summary>
    public static string Bytes(long current, long total)
        => string.Create(CultureInfo.InvariantCulture, $"{current / BytesPerMegabyte:0.0} of {total / BytesPerMegabyte:0.0} MB");

    /// <summary>Whole units, so that a row changes once a second and not ten times: <c>7s</c>, <c>2m05s</c>, <c>1h02m</c>.</summary>
    /// <param name="time">The time.</param>
    /// <param name="isOver">Whether it stands still: then the first minute has tenths.</param>
    public static string Elapsed(TimeSpan time, bool isOver = false) => time switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h{time.Minutes:00}m"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m{time.Seconds:00}s"),
        _ when isOver => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.0}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)time.TotalSeconds)}s"),
    };

    /// <summary>Text of others in one line and without control characters: those would move the cursor.</summary>
    public static string OneLine(string text)
        => string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
}
