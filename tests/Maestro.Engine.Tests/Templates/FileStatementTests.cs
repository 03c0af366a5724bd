namespace Maestro.Engine.Tests.Templates;

/// <summary>Templates that bring in others, and what Jinja2 3.1 makes of them.</summary>
public class FileStatementTests
{
    [Theory]
    [InlineData("{% set v = 1 %}{% include 'inc' %}{{ v }}", "I:11", "inc", "I:{{ v }}{% set v = 2 %}\n")]
    [InlineData("{% for i in [1, 2] %}{% include 'inc' %}{% endfor %}{% include 'no' ignore missing %}", "I1I2", "inc", "I{{ i }}")]
    [InlineData("{% include ['no', 'inc', 'm'] %}{% include ('m', 'inc') %}{% include ['no', 'nor'] ignore missing %}", "IM", "inc", "I", "m", "M")]
    [InlineData("{% set i = 1 %}{% include 'inc' without context %}", "none", "inc", "{{ i | default('none') }}")]
    [InlineData("{% import 'm' as m %}{{ m.f(1) }}{{ m.v }}", "f17", "m", "{% macro f(a) %}f{{ a }}{% endmacro %}{% set v = 7 %}")]
    [InlineData("{% from 'm' import f, v as w %}{{ f(2) }}{{ w }}", "f27", "m", "{% macro f(a) %}f{{ a }}{% endmacro %}{% set v = 7 %}")]
    [InlineData("{% set v = 3 %}{% from 'm' import f as g with context %}{{ g() }}", "f3", "m", "{% macro f() %}f{{ v }}{% endmacro %}")]
    [InlineData("{% from 'm' import f %}{{ f() }}", "/home/me 7", "m", "{% macro f() %}{{ env.HOME }} {{ given }}{% endmacro %}")]
    [InlineData(
        "{% extends 'mid' %}{% set x = 'X' %}dropped{% block a %}child({{ super() }}){{ super()|upper }}{% endblock a %}{% block c %}never{% endblock %}",
        "Achild(mid(base-a))MID(BASE-A)Bbase-bXC",
        "base",
        "A{% block a %}base-a{% endblock %}B{% block b %}base-b{{ x }}{% endblock %}C",
        "mid",
        "{% extends 'base' %}{% block a %}mid({{ super() }}){% endblock %}")]
    [InlineData("{% extends 'b' %}{% block a %}<{{ i }}>{% endblock %}", "[<1><2>]", "b", "[{% for i in [1, 2] %}{% block a scoped %}{% endblock %}{% endfor %}]")]
    [InlineData("{% extends 'b' %}{% block b %}B{% endblock %}", "[B]", "b", "[{% block a %}{% block b %}inner{% endblock %}{% endblock %}]")]
    [InlineData("{% extends 'b' %}{% macro m(v) %}M{{ v }}{% endmacro %}{% block a %}{{ m('y') }}{% endblock %}", "MxMy", "b", "{{ m('x') }}{% block a %}{% endblock %}")]
    [InlineData("{% if true %}{% extends 'b' %}{% endif %}x", "base", "b", "base")]
    public void Brings_in_files_as_Jinja2_does(string template, string expected, params string[] files)
        => Assert.Equal(expected, Rendered.Text(template, files));

    [Fact]
    public void Blames_the_included_file_for_its_mistakes()
    {
        var mistake = Rendered.Mistake("a\n{% include 'inc' %}", "inc", "b\n {{ nope }}");
        Assert.Equal(new("inc", 2, 5), mistake.Location);
        Assert.Equal(new("inc", 2, 5), Rendered.Mistake("a\n{% include 'inc' %}", "inc", "b\n {{ | }}").Location);
    }

    [Fact]
    public void Maps_included_text_to_the_included_file()
    {
        var (rendered, _) = Rendered.Of("a: 1\n{% include 'inc' %}\nz: 2", "inc", "b: 1\nc: {{ given }}x");
        Assert.Equal("a: 1\nb: 1\nc: 7x\nz: 2", rendered!.Text);
        Assert.Equal(new("f", 1, 4), rendered.Locate(1, 4));
        Assert.Equal(new("inc", 1, 1), rendered.Locate(2, 1));
        Assert.Equal(new("inc", 2, 4), rendered.Locate(3, 4));
        Assert.Equal(new("inc", 2, 15), rendered.Locate(3, 5));
        Assert.Equal(new("f", 3, 4), rendered.Locate(4, 4));
    }

    [Fact]
    public void Maps_the_text_of_a_block_above_to_the_file_above()
    {
        var (rendered, _) = Rendered.Of("{% extends 'base' %}\n{% block a %}{{ super() }}!{% endblock %}", "base", "x\n{% block a %}y{% endblock %}");
        Assert.Equal("x\ny!", rendered!.Text);
        Assert.Equal(new("base", 2, 14), rendered.Locate(2, 1));
        Assert.Equal(new("f", 2, 27), rendered.Locate(2, 2));
    }

    [Theory]
    [InlineData("{% include 'no' %}", 206, 12)]
    [InlineData("{% include ['no', 'nor'] %}", 206, 12)]
    [InlineData("{% include [5] %}", 205, 12)]
    [InlineData("{% extends 'no' %}", 206, 12)]
    [InlineData("{% from 'm' import nope %}", 204, 20)]
    [InlineData("{% include 5 %}", 205, 12)]
    public void Says_what_cannot_be_brought_in(string template, int code, int column)
    {
        var mistake = Rendered.Mistake(template, "m", "{% macro nop() %}{% endmacro %}");
        Assert.Equal((code, new("f", 1, column)), (mistake.Code.Number, mistake.Location));
    }
}
