using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;

namespace Maestro.Engine.Tests.Templates;

/// <summary>Filters and functions that a program adds.</summary>
public class ProgramFunctionsTests
{
    [Theory]
    [InlineData("{{ 'a' | seen }}", "'a'")]
    [InlineData("{{ 'a' | seen(1, 2.5, x=3) }}", null)]
    [InlineData("{{ 'a' | seen(1, 2.5) }}", "'a' 1L 2.5D")]
    [InlineData("{{ none | seen(true, false) }}", "null true false")]
    [InlineData("{{ [1, ('b', [])] | seen }}", "[1L ['b' []]]")]
    [InlineData("{{ range(2) | seen }}", "[0L 1L]")]
    [InlineData("{{ {'z': 1, 'a': {'b': none}} | seen }}", "{z=1L a={b=null}}")]
    [InlineData("{{ env | seen }}", "{EMPTY='' HOME='/home/me' N='3' TWO='1\n2'}")]
    [InlineData("{{ seen() }}", "")]
    [InlineData("{{ seen(*[1, 'a']) }}", "1L 'a'")]
    [InlineData("{{ ['a', 'b'] | map('seen', 7) | join(';') }}", "'a' 7L;'b' 7L")]
    [InlineData("{% filter seen %}a{% endfilter %}", "'a'")]
    [InlineData("{{ 'seen' is filter }} {{ seen is callable }}", "True True")]
    public void Get_plain_values(string template, string? seen)
    {
        var (rendered, mistakes) = Rendered.With(Both("seen", Show), template);

        Assert.Equal(seen, rendered?.Text);
        Assert.Equal(seen is null ? 1 : 0, mistakes.Count);
    }

    public static TheoryData<object?, string> Results => new()
    {
        { null, "null" },
        { true, "true" },
        { (byte)1, "1" },
        { ulong.MaxValue, "18446744073709551615" },
        { -5L, "-5" },
        { 1.5f, "1.5" },
        { 2m, "2.0" },
        { "a", "\"a\"" },
        { new[] { "a", "b" }, "[\"a\", \"b\"]" },
        { Enumerable.Range(1, 3), "[1, 2, 3]" },
        { new Dictionary<string, int> { ["b"] = 1 }, "{\"b\": 1}" },
        { new Dictionary<string, object?> { ["b"] = new List<object?> { null } }, "{\"b\": [null]}" },
    };

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Give_whatever_templates_have_a_value_for(object? result, string json)
        => Assert.Equal(json, Rendered.With(Both("make", _ => result), "{{ make() | tojson }}").Rendered?.Text);

    [Fact]
    public void Are_known_in_files_that_the_template_brings_in()
    {
        var extensions = Both("twice", a => $"{a[0]}{a[0]}");

        Assert.Equal("aabb", Rendered.With(extensions, "{% include 'x' %}{% import 'm' as m %}{{ m.f() }}", "x", "{{ 'a' | twice }}", "m", "{% macro f() %}{{ twice('b') }}{% endmacro %}").Rendered?.Text);
    }

    [Fact]
    public void Are_offered_when_a_name_is_misspelt()
    {
        var (_, mistakes) = Rendered.With(Both("subnet", a => a[0]), "{{ 1 | subnett }}");

        Assert.Contains("'subnet'", Assert.Single(mistakes).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\n{{ 'x' | broken }}", 2, 10, "The filter 'broken' failed: no luck")]
    [InlineData("a\n\n {{ broken() }}", 3, 5, "The function 'broken' failed: no luck")]
    [InlineData("{{ broken(a=1) }}", 1, 4, "The function 'broken' takes no arguments by name; found 'a'.")]
    [InlineData("{{ broken({1: 2}) }}", 1, 4, "The function 'broken' takes mappings whose keys are texts; a key is a whole number.")]
    [InlineData("{{ broken(2 ** 64) }}", 1, 4, "The function 'broken' takes whole numbers of 64 bits; a larger one is given.")]
    [InlineData("{{ broken(range) }}", 1, 4, "The function 'broken' cannot take a function.")]
    public void Go_wrong_at_their_place(string template, int line, int column, string message)
    {
        var (rendered, mistakes) = Rendered.With(Both("broken", _ => throw new InvalidOperationException("no luck")), template);

        Assert.Null(rendered);
        var mistake = Assert.Single(mistakes);
        Assert.Equal((DiagnosticCodes.TemplateOperation, message, new SourceLocation("f", line, column)), (mistake.Code, mistake.Message, mistake.Location));
    }

    [Fact]
    public void Never_get_what_is_undefined()
    {
        var (_, mistakes) = Rendered.With(Both("seen", Show), "{{ seen(nothing) }}{{ env.NONE | seen }}");

        Assert.Equal([DiagnosticCodes.VariableUndefined, DiagnosticCodes.VariableUndefined], mistakes.Select(m => m.Code));
        Assert.Equal("null", Rendered.With(Both("seen", Show), "{# maestro: lenient #}{{ seen(nothing) }}").Rendered?.Text);
    }

    [Fact]
    public void Cannot_give_what_templates_do_not_know()
    {
        var (_, mistakes) = Rendered.With(Both("make", _ => new Uri("http://a/")), "{{ make() }}");

        Assert.StartsWith("The function 'make' gave a Uri, which templates do not know", Assert.Single(mistakes).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% set a = [] %}{% set _ = a.append(a) %}{{ id(a) }}")]
    [InlineData("{{ endless() }}")]
    [InlineData("{{ deep() }}")]
    public void Cannot_run_away(string template)
    {
        var deep = new List<object?>();
        deep.Add(deep);
        var extensions = new TemplateExtensions(
            new Dictionary<string, TemplateFunction>(),
            new Dictionary<string, TemplateFunction> { ["id"] = a => a[0], ["endless"] = _ => Endless(), ["deep"] = _ => deep });

        Assert.Equal(DiagnosticCodes.TemplateLimit, Assert.Single(Rendered.With(extensions, template).Mistakes).Code);

        static IEnumerable<int> Endless()
        {
            while (true)
            {
                yield return 1;
            }
        }
    }

    [Fact]
    public void End_with_the_rendering()
    {
        using var cancellation = new CancellationTokenSource();
        var extensions = Both("slow", _ =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException();
        });
        var renderer = new TemplateRenderer(new TemplateSettings { Environment = new Dictionary<string, string>(), Extensions = extensions, Cancellation = cancellation.Token });

        Assert.Throws<OperationCanceledException>(() => renderer.Render("{{ slow() }}", "f", new DiagnosticBag()));
    }

    private static TemplateExtensions Both(string name, TemplateFunction function)
        => new(new Dictionary<string, TemplateFunction> { [name] = function }, new Dictionary<string, TemplateFunction> { [name] = function });

    private static string Show(IReadOnlyList<object?> arguments) => string.Join(' ', arguments.Select(Show));

    private static string Show(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"'{text}'",
        long number => $"{number}L",
        double number => FormattableString.Invariant($"{number}D"),
        IReadOnlyDictionary<string, object?> mapping => $"{{{string.Join(' ', mapping.Select(e => $"{e.Key}={Show(e.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{Show(list)}]",
        _ => value.GetType().Name,
    };
}
