using System.Diagnostics;
using System.Text;

namespace Maestro.Engine.Tests.Templates;

public class TemplatePropertyTests
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "for", "in", "if", "else", "endif", "endfor", "set", "block", "macro", "endmacro", "include", "raw", "endraw",
        "x", "env", ".", "[", "]", "(", ")", "{", "}", ",", ":", "|", "upper", "sort", "map", "default", "~", "**", "//", "*", "%", "==", "<", "is", "defined", "not",
        "1", "2.5", "'a'", "\"", "'", "\\", "range", "loop", "\n", " ", " ", "é", "😀", "\ud83d", "=", "none", "call", "with", "filter", "extends", "import", "as",
    ];

    [Fact]
    public void Leaves_text_without_marks_untouched()
    {
        var random = new Random(1);
        for (var run = 0; run < 500; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => (char)random.Next(1, 0x2100)).Where(c => c != '{')]);
            Assert.Equal(text, Rendered.Text(text));
        }
    }

    [Fact]
    public void Leaves_the_text_around_a_tag_untouched()
    {
        var random = new Random(2);
        for (var run = 0; run < 500; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => (char)random.Next(32, 0x2100)).Where(c => c != '{')]) + ".";
            Assert.Equal(text + "7" + text, Rendered.Text(text + "{{ given }}" + text));
        }
    }

    [Fact]
    public void Answers_garbage_with_diagnostics_and_soon()
    {
        var random = new Random(3);
        for (var run = 0; run < 5_000; run++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 40); i > 0; i--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(3) == 0 ? " " : string.Empty);
            }

            AnswersSoon(text.ToString());
        }
    }

    [Fact]
    public void Answers_broken_templates_with_diagnostics_and_soon()
    {
        const string Sound = "{% set a = [1, 2] %}{% for i in a if i > 1 %}{{ loop.index ~ 'x'|upper }}{% else %}{{ env.get('N', 'd') }}{% endfor %}"
            + "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{% block c %}{{ {'k': (1, 2)}.k[0] }}{% endblock %}{% raw %}{{ x }}{% endraw %}{# c #}";
        var random = new Random(4);
        for (var run = 0; run < 5_000; run++)
        {
            var text = new StringBuilder(Sound);
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at)),
                    1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                    _ => text.Insert(at, (char)random.Next(32, 127)),
                };
            }

            AnswersSoon(text.ToString());
        }
    }

    private static void AnswersSoon(string template)
    {
        var watch = Stopwatch.StartNew();
        var (rendered, mistakes) = Rendered.Of(template);
        Assert.True(rendered is not null || mistakes.Count > 0, template);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), template);
        if (rendered is not null)
        {
            rendered.Locate(1, 1);
        }
    }
}
