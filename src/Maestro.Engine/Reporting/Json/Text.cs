namespace Maestro.Engine.Reporting.Json;

/// <summary>What the model says with an empty text, JSON says by leaving it out; durations are seconds to the millisecond.</summary>
internal static class Text
{
    private const int Milliseconds = 3;

    public static string? OrNull(string text) => text.Length == 0 ? null : text;

    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, Milliseconds);
}
