using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;

namespace Maestro.Engine.Tests.Templates;

public class TemplateRendererTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["HOME"] = "/home/me", ["EMPTY"] = "", ["TWO"] = "1\n2" };

    [Theory]
    [InlineData("{{ env.HOME }}/x", "/home/me/x")]
    [InlineData("{{env['HOME']}}", "/home/me")]
    [InlineData("{{ env[\"HOME\"] }}", "/home/me")]
    [InlineData("{{ env.get('HOME') }}", "/home/me")]
    [InlineData("{{ env.get('NONE', 'it''s') }}", null)]
    [InlineData("{{ env.get('NONE', 'a }} b') }}", "a }} b")]
    [InlineData("{{ env.get('NONE', 80) }}", "80")]
    [InlineData("{{ env.NONE | default('x\\'y') }}", "x'y")]
    [InlineData("{{ env.HOME|default(\"x\") }}", "/home/me")]
    [InlineData("[{{ env.EMPTY | default('x') }}]", "[]")]
    [InlineData("[{{ env.EMPTY | default('x', true) }}]", "[x]")]
    [InlineData("a{# {{ not.this }} #}b", "ab")]
    [InlineData("a  {{- env.HOME -}}  b", "a/home/meb")]
    [InlineData("{a: {b: c}}", "{a: {b: c}}")]
    public void Renders(string template, string? expected)
    {
        var (rendered, mistakes) = Render(template);
        Assert.Equal(expected, rendered?.Text);
        Assert.Equal(expected is null, mistakes.Count > 0);
    }

    [Theory]
    [InlineData("a\n {{ env.HOEM }}", 202, 2, 2, "'HOEM' is not set; did you mean 'HOME'? Set it, or give a default: {{ env.HOEM | default('…') }}.")]
    [InlineData("{{ env.get('NONE') }}", 202, 1, 1, "'NONE' is not set.")]
    [InlineData("x {% for a in b %}", 203, 1, 3, "'{% for … %}' are not supported by this version. Supported are {{ env.NAME }}")]
    [InlineData("{{ env.HOME | upper }}", 203, 1, 1, "'env.HOME | upper' is not supported")]
    [InlineData("{{ }}", 203, 1, 1, "empty")]
    [InlineData("ab {{ env.HOME }\n", 201, 1, 4, "'{{' is never closed by '}}'")]
    [InlineData("{# x", 201, 1, 1, "'{#' is never closed by '#}'")]
    public void Says_what_is_wrong_and_where(string template, int code, int line, int column, string fragment)
    {
        var mistake = Assert.Single(Render(template).Mistakes);
        Assert.Equal((code, new SourceLocation("f", line, column)), (mistake.Code.Number, mistake.Location));
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_all_mistakes_at_once()
        => Assert.Equal([201, 202, 203, 203], Render("{{ env.HOME }\n{{ env.NONE }}\n{% if x %}{{ 1 + 1 }}\n").Mistakes.Select(m => m.Code.Number));

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
        var (rendered, _) = Render(template.Replace("§", string.Empty, StringComparison.Ordinal));
        Assert.Equal(new SourceLocation("f", before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n')), rendered!.Locate(line, column));
    }

    [Fact]
    public void Passes_a_text_without_templates_through_untouched()
    {
        const string Text = "a: {b: 1}\n";
        var (rendered, _) = Render(Text);
        Assert.Same(Text, rendered!.Text);
        Assert.Equal(new SourceLocation("f", 7, 8), rendered.Locate(7, 8));
    }

    private static (RenderedTemplate? Rendered, IReadOnlyList<Diagnostic> Mistakes) Render(string template)
    {
        var diagnostics = new DiagnosticBag();
        return (new TemplateRenderer(Variables).Render(template, "f", diagnostics), diagnostics.Diagnostics);
    }
}
