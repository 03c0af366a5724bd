using Maestro.Engine.Reporting;

namespace Maestro.Engine.Tests.Reporting;

public class PlainTextTests
{
    [Theory]
    [InlineData("\e[31mERROR\e[0m no", "ERROR no")]
    [InlineData("\e[2J\e[1;1Htop", "top")]
    [InlineData("\e]0;title\atext", "text")]
    [InlineData("\e]8;;http://x\e\\link\e]8;;\e\\", "link")]
    [InlineData("plain [31m", "plain [31m")]
    public void Takes_out_what_tells_a_terminal_something(string text, string plain) => Assert.Equal(plain, PlainText.Of(text));
}
