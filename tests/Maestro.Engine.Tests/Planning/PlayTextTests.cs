using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Planning;

public sealed class PlayTextTests
{
    [Theory]
    [InlineData("90", "00:01:30")]
    [InlineData("0.5", "00:00:00.5")]
    [InlineData(" 45s ", "00:00:45")]
    [InlineData("1.5s", "00:00:01.5")]
    [InlineData("500ms", "00:00:00.5")]
    [InlineData("5m", "00:05:00")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("2d1s", "2.00:00:01")]
    [InlineData("00:05:00", "00:05:00")]
    public void Reads_a_deadline(string text, string expected)
        => Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), PlayText.Timeout(text));

    [Theory]
    [InlineData("soon")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("5x")]
    [InlineData("00:00:00")]
    [InlineData("1:2:3:4:5")]
    [InlineData("99999999999d")]
    [InlineData("1e400")]
    public void Refuses_what_is_no_deadline(string text)
    {
        var exception = Assert.Throws<MaestroException>(() => PlayText.Timeout(text));

        Assert.Equal(DiagnosticCodes.InvalidOption, exception.Diagnostics[0].Code);
        Assert.Contains($"'{text}'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_text_is_no_deadline(string? text) => Assert.Null(PlayText.Timeout(text));

    [Theory]
    [InlineData(null, null)]
    [InlineData(" ", null)]
    [InlineData("ci-7", "ci-7")]
    [InlineData(" 7 ", "7")]
    [InlineData("feature_x.2", "feature_x.2")]
    public void Reads_the_name_of_a_copy(string? text, string? expected) => Assert.Equal(expected, PlayText.Run(text));

    [Theory]
    [InlineData("2h", "02:00:00")]
    [InlineData("1d12h", "1.12:00:00")]
    [InlineData("90", "00:01:30")]
    public void Reads_how_long_a_copy_lives(string text, string expected)
        => Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), PlayText.Expires(text));

    [Theory]
    [InlineData("later")]
    [InlineData("0")]
    [InlineData("99999999999d")]
    public void Refuses_what_is_no_life_of_a_copy(string text)
        => Assert.Contains($"'{text}' does not say how long a copy may live", Assert.Throws<MaestroException>(() => PlayText.Expires(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, OnFailure.Stop)]
    [InlineData("stop", OnFailure.Stop)]
    [InlineData("Continue", OnFailure.Continue)]
    public void Reads_what_to_do_on_failure(string? text, OnFailure expected) => Assert.Equal(expected, PlayText.OnFailure(text));

    [Fact]
    public void Refuses_another_word_on_failure()
        => Assert.Contains("'stop' or 'continue'", Assert.Throws<MaestroException>(() => PlayText.OnFailure("retry")).Message, StringComparison.Ordinal);
}
