using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Templates;

public class TemplateRendererTests
{
    [Theory]
    [InlineData("{{ env.HOME }}/x", "/home/me/x")]
    [InlineData("{{env['HOME']}}", "/home/me")]
    [InlineData("{{ env[\"HOME\"] }}", "/home/me")]
    [InlineData("{{ env.get('HOME') }}", "/home/me")]
    [InlineData("{{ env.get('NONE', 'it''s') }}", "its")]
    [InlineData("{{ env.get('NONE', 'a }} b') }}", "a }} b")]
    [InlineData("{{ env.get('NONE', 80) }}", "80")]
    [InlineData("{{ env.NONE | default('x\\'y') }}", "x'y")]
    [InlineData("{{ env.HOME|default(\"x\") }}", "/home/me")]
    [InlineData("[{{ env.EMPTY | default('x') }}]", "[]")]
    [InlineData("[{{ env.EMPTY | default('x', true) }}]", "[x]")]
    [InlineData("a{# {{ not.this }} #}b", "ab")]
    [InlineData("a  {{- env.HOME -}}  b", "a/home/meb")]
    [InlineData("{a: {b: c}}", "{a: {b: c}}")]
    public void Renders(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("a\n {{ env.HOEM }}", 202, 2, 5, "'HOEM' is not set; did you mean 'HOME'? Set it, or give a default: {{ env.HOEM | default('…') }}.")]
    [InlineData("{{ env.get('NONE') }}", 202, 1, 4, "'NONE' is not set.")]
    [InlineData("{{ env['NONE'] | upper }}", 202, 1, 4, "'NONE' is not set.")]
    [InlineData("x{{ giben }}", 202, 1, 5, "'giben' is not defined; did you mean 'given'? Set it, for instance with --set giben=…, or give a default")]
    [InlineData("{% if nope %}{% endif %}", 202, 1, 7, "'nope' is not defined")]
    [InlineData("{{ nope.a.b }}", 202, 1, 4, "'nope' is not defined")]
    [InlineData("{{ {'name': 1}.nme }}", 204, 1, 4, "has no 'nme'; did you mean 'name'?")]
    [InlineData("{{ [1][5] }}", 204, 1, 4, "A list of length 1 has no item 5.")]
    [InlineData("{% for i in [1] %}{{ loop.indx }}{% endfor %}", 204, 1, 22, "A loop has no 'indx'; did you mean 'index'?")]
    [InlineData("{{ 'a'.uper() }}", 204, 1, 4, "A text has no attribute 'uper'; did you mean 'upper'?")]
    [InlineData("{{ 1 + env.N }}", 205, 1, 4, "turn a text into a number with the filter 'int'")]
    [InlineData("{{ 1 / 0 }}", 205, 1, 4, "Division by zero.")]
    [InlineData("{{ 1 < 'a' }}", 205, 1, 4, "have no order")]
    [InlineData("{{ 'a'|replace('b') }}", 205, 1, 8, "The filter 'replace' needs the argument 'new'.")]
    [InlineData("{{ 'a'|upper(1) }}", 205, 1, 8, "The filter 'upper' takes no arguments; 1 are given.")]
    [InlineData("{{ 'a'|trim(x=1) }}", 205, 1, 8, "The filter 'trim' takes no argument 'x'.")]
    [InlineData("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", 205, 1, 34, "The macro 'm' takes at most 1 argument; 2 are given.")]
    [InlineData("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", 202, 1, 41, "called without its parameter 'a'")]
    [InlineData("{% for a, b in [(1, 2, 3)] %}{% endfor %}", 205, 1, 8, "Expected 2 values for 2 names; found 3.")]
    [InlineData("{% set a.b = 1 %}", 205, 1, 8, "'a' is no namespace")]
    [InlineData("{{ range }}", 205, 1, 4, "a function has no text; call it with ()")]
    [InlineData("{{ 5() }}", 205, 1, 4, "Only functions and macros can be called; this is a whole number.")]
    [InlineData("{{ 1|nope }}", 203, 1, 6, "There is no filter 'nope'")]
    [InlineData("{{ 1|uper }}", 203, 1, 6, "did you mean 'upper'?")]
    [InlineData("{{ 1 is odf }}", 203, 1, 9, "There is no test 'odf'; did you mean 'odd'?")]
    [InlineData("{% foor x in y %}", 203, 1, 1, "There is no statement 'foor'; did you mean 'for'?")]
    [InlineData("{{ }}", 201, 1, 4, "Expected a value and found '}}'.")]
    [InlineData("{{ 1 2 }}", 201, 1, 6, "Expected '}}' and found '2'.")]
    [InlineData("{% if 1 %}\n{% for x in [] %}{% endfor %}", 201, 1, 1, "'{% if %}' is never closed by '{% endif %}'.")]
    [InlineData("{% endif %}", 201, 1, 1, "'{% endif %}' ends nothing that is open here.")]
    [InlineData("{% raw %}", 201, 1, 1, "'{% raw %}' is never closed by '{% endraw %}'.")]
    [InlineData("{{ a ? b }}", 201, 1, 6, "The character '?' has no meaning here")]
    [InlineData("{% set 5 = 1 %}", 201, 1, 8, "Expected a name to give a value to and found '5'.")]
    [InlineData("{{ 5 is odd is even }}", 201, 1, 13, "Tests cannot be chained")]
    [InlineData("ab {{ env.HOME }\n", 201, 1, 4, "'{{' is never closed by '}}'")]
    [InlineData("{# x", 201, 1, 1, "'{#' is never closed by '#}'")]
    public void Says_what_is_wrong_and_where(string template, int code, int line, int column, string fragment)
    {
        var mistake = Rendered.Mistake(template);
        Assert.Equal((code, new SourceLocation("f", line, column)), (mistake.Code.Number, mistake.Location));
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ env.HOME }\n{{ 1 2 }}\n{% if %}{{ 1|nope }}{% endif %}\n", 201, 201, 201, 203)]
    [InlineData("{{ env.NONE }}\n{{ nope }}\n{% for i in nope %}{% endfor %}{{ 1 + 'a' }}\n", 202, 202, 202, 205)]
    [InlineData("{% set a = nope %}{{ a }}{{ a.b }}{% for i in a %}{% endfor %}", 202)]
    [InlineData("{% for i in range(50) %}{{ nope }}{% endfor %}", 202)]
    [InlineData("{% from 'no' import a %}{{ a }}{{ a(1) }}", 206)]
    public void Reports_each_mistake_once_and_all_at_once(string template, params int[] codes)
        => Assert.Equal(codes, Rendered.Of(template).Mistakes.OrderBy(m => m.Location!.Line).Select(m => m.Code.Number));

    [Theory]
    [InlineData("{% if env.NONE %}a{% else %}b{% endif %}", "b")]
    [InlineData("{{ env.NONE or 'dev' }}", "dev")]
    [InlineData("{{ env.get('NONE') is none }}", "True")]
    [InlineData("{{ env.get('NONE') == none }}", "True")]
    [InlineData("{{ given ~ '-' ~ (nope is defined) }}", "7-False")]
    [InlineData("{% if {}.a %}{% else %}b{% endif %}", "b")]
    [InlineData("a\r\nb{{ 1 }}\r\nc\r\n", "a\nb1\nc")]
    [InlineData("{{ 1 }}\n\n", "1\n")]
    [InlineData("{{ 'x' is defined if true else 1 }}", "True")]
    public void Lets_what_may_be_missing_be_asked_for(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));

    [Theory]
    [InlineData("[{{ nope }}]", "[]")]
    [InlineData("{{ nope ~ 'a' }}{{ nope | upper }}{{ nope | length }}{% for i in nope %}{% endfor %}{{ 'a' in nope }}{{ not nope }}", "a0FalseTrue")]
    [InlineData("{{ env.NONE }}{{ {}.a }}{{ [].5 }}", "")]
    [InlineData("{{ nope.a }}", "MAESTRO204")]
    [InlineData("{{ nope() }}", "MAESTRO204")]
    [InlineData("{{ nope + 1 }}", "MAESTRO202")]
    public void Prints_what_is_undefined_as_nothing_when_lenient(string template, string expected)
    {
        Assert.Equal(expected, Rendered.Lenient(template));
        var (rendered, mistakes) = Rendered.Of("{# maestro: lenient #}" + template);
        Assert.Equal(expected, rendered?.Text ?? mistakes[0].Code.Id);
    }

    [Fact]
    public void Never_quotes_values()
    {
        var (_, mistakes) = Rendered.Of("{{ 1 + env.HOME }}{{ env.HOME.nope }}{{ env.HOME() }}{{ env.HOME % 5 }}{{ env.HOME < 1 }}{{ [][env.HOME] | abs }}");
        Assert.NotEmpty(mistakes);
        Assert.DoesNotContain(mistakes.Take(3).Concat(mistakes.Skip(3).Take(2)), m => m.Message.Contains("/home/me", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ env.HOME }}: §x", 1, 11)]
    [InlineData("a: {{ env.TWO }} §b", 2, 3)]
    [InlineData("{# 1\n2 #}\nk: §v", 2, 4)]
    [InlineData("k: {{ env.EMPTY }}§v", 1, 4)]
    [InlineData("k: §{{ env.HOME }}", 1, 7)]
    [InlineData("a: {# no #}\r\n§b: c", 2, 1)]
    public void Maps_places_back_to_the_source(string template, int line, int column)
    {
        var before = template[..template.IndexOf('§', StringComparison.Ordinal)];
        var (rendered, _) = Rendered.Of(template.Replace("§", string.Empty, StringComparison.Ordinal));
        Assert.Equal(new SourceLocation("f", before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n')), rendered!.Locate(line, column));
    }

    [Fact]
    public void Maps_places_through_loops_and_macros()
    {
        const string Template = "{% macro m(x) %}m{{ x }}{% endmacro %}\n{% for i in [1, 2] %}\n  k{{ i }}: {{ m(i) }} z\n{% endfor %}";
        var (rendered, _) = Rendered.Of(Template);
        Assert.Equal("\n\n  k1: m1 z\n\n  k2: m2 z\n", rendered!.Text);
        Assert.Equal(new SourceLocation("f", 3, 3), rendered.Locate(5, 3));
        Assert.Equal(new SourceLocation("f", 3, 4), rendered.Locate(5, 4));
        Assert.Equal(new SourceLocation("f", 3, 13), rendered.Locate(5, 8));
        Assert.Equal(new SourceLocation("f", 3, 24), rendered.Locate(5, 10));
    }

    [Fact]
    public void Passes_a_text_without_templates_through_untouched()
    {
        const string Text = "a: {b: 1}\n";
        var (rendered, _) = Rendered.Of(Text);
        Assert.Same(Text, rendered!.Text);
        Assert.Equal(new SourceLocation("f", 7, 8), rendered.Locate(7, 8));
    }
}
