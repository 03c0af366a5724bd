using Maestro.Engine.Loading;

namespace Maestro.Engine.Tests.Loading;

public class ShellWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a  b\tc", "a|b|c")]
    [InlineData("sh -c 'echo \"$X\" \\n'", "sh|-c|echo \"$X\" \\n")]
    [InlineData("a \"b \\\"c\\\" \\d\" e", "a|b \"c\" \\d|e")]
    [InlineData("a\\ b '' \"\"", "a b||")]
    [InlineData("--x='1 2'3", "--x=1 23")]
    public void Splits_as_a_shell_would(string text, string expected)
    {
        Assert.Null(ShellWords.TrySplit(text, out var words));
        Assert.Equal(expected, string.Join('|', words));
    }

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \\")]
    public void Refuses_what_is_never_closed(string text) => Assert.NotNull(ShellWords.TrySplit(text, out _));
}
