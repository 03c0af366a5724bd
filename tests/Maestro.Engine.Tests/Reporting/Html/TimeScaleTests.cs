using Maestro.Engine.Reporting.Html;

namespace Maestro.Engine.Tests.Reporting.Html;

public class TimeScaleTests
{
    [Theory]
    [InlineData(0.05, "0 0.01 0.02 0.03 0.04")]
    [InlineData(8.4, "0 1 2 3 4 5 6 7 8")]
    [InlineData(41, "0 5 10 15 20 25 30 35 40")]
    [InlineData(90, "0 10 20 30 40 50 60 70 80")]
    [InlineData(7000, "0 900 1800 2700 3600 4500 5400 6300")]
    public void Marks_round_moments(double total, string ticks)
        => Assert.Equal(ticks, string.Join(' ', new TimeScale(TimeSpan.FromSeconds(total)).Ticks().Select(t => FormattableString.Invariant($"{t.TotalSeconds:0.##}"))));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 250)]
    [InlineData(9, 1000)]
    public void Places_moments_within_the_line(double second, double place)
        => Assert.Equal(place, new TimeScale(TimeSpan.FromSeconds(8)).At(TimeSpan.FromSeconds(second)));

    [Fact]
    public void A_play_that_took_no_time_has_a_line_too()
        => Assert.Equal(0, new TimeScale(TimeSpan.Zero).At(TimeSpan.FromSeconds(1)));
}
