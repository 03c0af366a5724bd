using Maestro.Engine.Building;

namespace Maestro.Engine.Tests.Building;

public class IgnoreRulesTests
{
    [Theory]
    [InlineData("bin", "bin")]
    [InlineData("bin", "bin/a/b.dll")]
    [InlineData("bin/", "bin/a")]
    [InlineData("/bin", "bin")]
    [InlineData("./a/../bin", "bin/x")]
    [InlineData("*.log", "a.log")]
    [InlineData("*/temp", "a/temp/b")]
    [InlineData("**/bin", "bin")]
    [InlineData("**/bin", "a/b/bin/c")]
    [InlineData("a/**/z", "a/z")]
    [InlineData("a/**/z", "a/b/c/z")]
    [InlineData("a/**", "a/b")]
    [InlineData("**", "a")]
    [InlineData("temp?", "temp1")]
    [InlineData("[ab].txt", "a.txt")]
    [InlineData("[^ab].txt", "c.txt")]
    [InlineData("\\*.txt", "*.txt")]
    [InlineData("  a  ", "a")]
    [InlineData("\uFEFFa", "a")]
    [InlineData("a\r", "a")]
    public void A_rule_leaves_out_what_it_matches_and_what_lies_below(string rule, string path) => Assert.True(IgnoreRules.Parse(rule).Ignores(path));

    [Theory]
    [InlineData("bin", "binary")]
    [InlineData("bin", "a/bin")]
    [InlineData("*.log", "a/b.log")]
    [InlineData("*/temp", "temp")]
    [InlineData("*/temp", "a/b/temp")]
    [InlineData("temp?", "temp")]
    [InlineData("[^ab].txt", "a.txt")]
    [InlineData("\\*.txt", "a.txt")]
    [InlineData("# bin", "bin")]
    [InlineData("", "a")]
    [InlineData(".", "a")]
    [InlineData("a.c", "abc")]
    public void A_rule_leaves_the_rest_alone(string rule, string path) => Assert.False(IgnoreRules.Parse(rule).Ignores(path));

    [Theory]
    [InlineData("*.md\n!README.md", "README.md", false)]
    [InlineData("*.md\n!README.md", "NEWS.md", true)]
    [InlineData("*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true)]
    [InlineData("!README.md\n*.md", "README.md", true)]
    [InlineData("**\n!src\n", "src/a.cs", false)]
    [InlineData("**\n! src/*.cs\n", "src/a.cs", false)]
    [InlineData("**\n!src\n", "other", true)]
    public void The_last_rule_that_matches_decides(string rules, string path, bool ignores) => Assert.Equal(ignores, IgnoreRules.Parse(rules).Ignores(path));

    [Theory]
    [InlineData("a[]")]
    [InlineData("a[^]")]
    [InlineData("a[z-b]")]
    public void A_pattern_that_is_none_is_told(string pattern)
        => Assert.Equal($"A .dockerignore has the pattern '{pattern}', which is none.", Assert.Throws<BuildInputException>(() => IgnoreRules.Parse(pattern)).Message);
}
