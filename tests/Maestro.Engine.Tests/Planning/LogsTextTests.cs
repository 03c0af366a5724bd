using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

public sealed class LogsTextTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("00:02:00", 120)]
    public void A_time_ago_counts_from_now(string text, int secondsAgo)
    {
        var time = new FakeTime();

        Assert.Equal(time.GetUtcNow().AddSeconds(-secondsAgo), LogsText.Since(text, time));
    }

    [Theory]
    [InlineData("2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31T09:00:00+01:00")]
    [InlineData("1769846400")]
    public void A_moment_is_itself(string text) => Assert.Equal(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero), LogsText.Since(text));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("0")]
    [InlineData("-5m")]
    public void Anything_else_is_refused(string text)
        => Assert.Equal(DiagnosticCodes.InvalidOption, Assert.Throws<MaestroException>(() => LogsText.Since(text)).Diagnostics[0].Code);

    [Theory]
    [InlineData(null, null)]
    [InlineData("all", null)]
    [InlineData("0", 0)]
    [InlineData("25", 25)]
    public void A_tail_is_a_number_or_all(string? text, int? lines) => Assert.Equal(lines, LogsText.Tail(text));

    [Theory]
    [InlineData("-1")]
    [InlineData("some")]
    public void Another_tail_is_refused(string text) => Assert.Throws<MaestroException>(() => LogsText.Tail(text));
}
