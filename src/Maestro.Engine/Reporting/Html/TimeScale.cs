namespace Maestro.Engine.Reporting.Html;

/// <summary>Where a moment of the play lies on a line, and which moments are marked on it.</summary>
/// <param name="total">How long the line is.</param>
internal sealed class TimeScale(TimeSpan total)
{
    /// <summary>Units of all pictures from left to right; they are stretched to the width of the page.</summary>
    public const double Width = 1000;

    private const int MostTicks = 9;
    private static readonly double[] Steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400];

    public double At(TimeSpan time) => total <= TimeSpan.Zero ? 0 : Math.Round(Math.Clamp(time / total, 0, 1) * Width, 1);

    /// <summary>Round moments, from 0 on.</summary>
    public IEnumerable<TimeSpan> Ticks()
    {
        var step = Steps.FirstOrDefault(s => total.TotalSeconds / s <= MostTicks, Steps[^1]);
        for (var tick = 0; tick * step < total.TotalSeconds && tick <= MostTicks; tick++)
        {
            yield return TimeSpan.FromSeconds(tick * step);
        }
    }
}
