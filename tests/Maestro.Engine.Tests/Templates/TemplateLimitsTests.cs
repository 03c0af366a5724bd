using System.Diagnostics;

namespace Maestro.Engine.Tests.Templates;

public class TemplateLimitsTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("{% for a in range(1000000) %}{% for b in range(1000000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% for a in range(10000000) %}{% endfor %}")]
    [InlineData("{{ range(10 ** 30) }}")]
    [InlineData("{{ 'x' * 100000000 }}")]
    [InlineData("{{ [0] * 10000000 }}")]
    [InlineData("{{ 10 ** 100000000 }}")]
    [InlineData("{{ 10 ** (10 ** 30) }}")]
    [InlineData("{% for a in range(40) %}{{ 'x' * 1000000 }}{% endfor %}")]
    [InlineData("{% set n = namespace(x='x') %}{% for a in range(100) %}{% set n.x = n.x ~ n.x %}{% endfor %}")]
    [InlineData("{% set n = namespace(x=[1]) %}{% for a in range(100) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}")]
    [InlineData("{% set n = namespace(x=[1]) %}{% for a in range(50) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x | tojson }}")]
    [InlineData("{% set n = namespace(x=[1], y=[1]) %}{% for a in range(50) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y, n.y] %}{% endfor %}{{ n.x == n.y }}")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ l }}")]
    [InlineData("{% set l = [1] %}{% for a in range(40) %}{% set _ = l.extend(l) %}{% endfor %}")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")]
    [InlineData("{% macro m(n) %}{% for i in [1, 2] %}{{ m(n) }}{% endfor %}{% endmacro %}{{ m(1) }}")]
    [InlineData("{% for n in [1] recursive %}{{ loop([1]) }}{% endfor %}")]
    [InlineData("{% for n in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}")]
    [InlineData("{% include 'self' %}")]
    [InlineData("{% include ['none', 'self'] %}")]
    [InlineData("{% extends 'parent' %}")]
    [InlineData("{{ '%1000000000d' % 1 }}")]
    [InlineData("{{ '{:1000000000}'.format(1) }}")]
    [InlineData("{{ 'x'.ljust(1000000000) }}")]
    [InlineData("{{ 'x' | indent(1000000000) | center(1000000000) }}")]
    [InlineData("{{ 'x' | replace('', 'y' * 30000000) | replace('', 'y' * 30000000) }}")]
    [InlineData("{{ [1] | batch(1000000000, 1) }}")]
    [InlineData("{{ [1] | slice(1000000000) }}")]
    public void Ends_a_bomb_with_an_error(string template)
    {
        var watch = Stopwatch.StartNew();
        var mistake = Rendered.Mistake(template, "self", "{% include 'self' %}", "parent", "{% extends 'parent' %}");
        Assert.Equal(208, mistake.Code.Number);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "", "]")]
    [InlineData("-", "1", "")]
    [InlineData("{1:", "1", "}")]
    [InlineData("1 if 1 else ", "1", "")]
    public void Refuses_expressions_that_are_nested_too_deeply(string open, string inner, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 10_000)) + inner + string.Concat(Enumerable.Repeat(close, 10_000));
        Assert.Equal(208, Rendered.Mistake("{{ " + deep + " }}").Code.Number);
    }

    [Theory]
    [InlineData("1", " + 1")]
    [InlineData("given", ".x")]
    [InlineData("given", "|upper")]
    [InlineData("1", " or 1")]
    [InlineData("given", "[0]")]
    public void Survives_long_chains(string first, string link)
    {
        var (rendered, mistakes) = Rendered.Of("{{ " + first + string.Concat(Enumerable.Repeat(link, 100_000)) + " }}");
        Assert.True(rendered is not null || mistakes.All(m => m.Code.Number is 208 or 204));
    }

    [Fact]
    public void Refuses_blocks_that_are_nested_too_deeply()
        => Assert.Equal(208, Rendered.Mistake(string.Concat(Enumerable.Repeat("{% if 1 %}", 10_000))).Code.Number);

    [Fact]
    public void Renders_a_large_generated_fleet()
    {
        var text = Rendered.Text("{% for s in range(1000) %}service-{{ s }}:\n{% for i in range(100) %}  instance-{{ s }}-{{ i }}: {ship: ship-{{ i }}}\n{% endfor %}{% endfor %}");
        Assert.Equal(101_000, text.Count(c => c == '\n'));
    }

    [Fact]
    public void Stops_reporting_when_nobody_reads_on()
        => Assert.Equal(100, Rendered.Of(string.Concat(Enumerable.Repeat("{{ nope }}\n", 10_000))).Mistakes.Count);
}
