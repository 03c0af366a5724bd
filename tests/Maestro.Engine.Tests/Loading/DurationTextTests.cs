using Maestro.Engine.Loading;

namespace Maestro.Engine.Tests.Loading;

public class DurationTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5_000)]
    [InlineData("1.5", 1_500)]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1h0.5m1s20ms", 3_631_020)]
    public void Reads_seconds_and_units(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var time));
        Assert.Equal(milliseconds, time.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1s")]
    [InlineData("1s1m")]
    [InlineData("1 s")]
    [InlineData("s")]
    [InlineData("1d")]
    [InlineData("999999999999999999999")]
    public void Takes_nothing_else(string text) => Assert.False(DurationText.TryParse(text, out _));
}
