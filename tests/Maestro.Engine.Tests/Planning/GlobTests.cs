using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Planning;

public class GlobTests
{
    [Theory]
    [InlineData("web-1", "web-1", true)]
    [InlineData("web", "web-1", false)]
    [InlineData("eb-1", "web-1", false)]
    [InlineData("Web-1", "web-1", false)]
    [InlineData("web-*", "web-1", true)]
    [InlineData("*", "", true)]
    [InlineData("w?b", "web", true)]
    [InlineData("w?b", "wb", false)]
    [InlineData("web-[12]", "web-2", true)]
    [InlineData("web-[12]", "web-3", false)]
    [InlineData("web-[0-9]", "web-3", true)]
    [InlineData("web-[!12]", "web-3", true)]
    [InlineData("web-[!12]", "web-1", false)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[a^]", "^", true)]
    [InlineData(@"[\d]", "7", false)]
    [InlineData(@"[\d]", "d", true)]
    [InlineData("[", "[", true)]
    [InlineData("[]", "[]", true)]
    [InlineData("[!]", "[!]", true)]
    [InlineData("web-[1", "web-[1", true)]
    [InlineData("a.b", "axb", false)]
    [InlineData("a+", "aa", false)]
    public void Matches_whole_names_by_the_rules_of_the_shell(string pattern, string name, bool matches)
        => Assert.Equal(matches, new Glob(pattern).Matches(name));

    [Fact]
    public void Refuses_a_range_that_runs_backwards()
    {
        var refusal = Assert.Throws<MaestroException>(() => new Glob("web-[z-a]"));

        Assert.Equal(DiagnosticCodes.InvalidOption, refusal.Diagnostics[0].Code);
        Assert.Contains("web-[z-a]", refusal.Message, StringComparison.Ordinal);
    }
}
