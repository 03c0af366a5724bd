using Maestro.Engine.Reporting.Html;

namespace Maestro.Engine.Tests.Reporting.Html;

public class ReportTextTests
{
    [Theory]
    [InlineData(0.004, "0.00 s")]
    [InlineData(0.25, "0.25 s")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(119.9, "119.9 s")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7384, "123 min 4 s")]
    public void Durations_are_as_exact_as_they_are_short(double seconds, string text) => Assert.Equal(text, ReportText.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Long_text_is_cut() => Assert.Equal(("abc", "ab…"), (ReportText.Cut("abc", 3), ReportText.Cut("abcd", 3)));
}
