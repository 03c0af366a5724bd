using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Tests.Yaml;

public class YamlReaderTests
{
    [Fact]
    public void Keeps_order_text_and_places()
    {
        var root = Read("b: 'x'\na:\n  - 1.50\n  - [~, \"~\"]\n");
        Assert.Equal(["b", "a"], root.Entries.Select(e => e.Key.Text));
        var items = Assert.IsType<YamlSequence>(root.Find("a")!.Value).Items;
        Assert.Equal(("1.50", true), (((YamlScalar)items[0]).Text, ((YamlScalar)items[0]).IsPlain));
        Assert.Equal(new SourceLocation("f", 3, 5), items[0].Location);
        Assert.Equal([true, false], ((YamlSequence)items[1]).Items.Cast<YamlScalar>().Select(s => s.IsNull));
    }

    [Theory]
    [InlineData("{<<: *x, b: 3}", "a=1 b=3")]
    [InlineData("{b: 3, <<: *x}", "b=3 a=1")]
    [InlineData("{<<: [*y, *x]}", "a=9 b=2")]
    [InlineData("{<<: , c: 1}", "c=1")]
    public void Merges_mappings_under_the_keys_that_are_there(string merged, string expected)
    {
        var root = Read($"x: &x {{a: 1, b: 2}}\ny: &y {{a: 9}}\nz: {merged}\n");
        Assert.Equal(expected, string.Join(' ', ((YamlMapping)root.Find("z")!.Value).Entries.Select(e => $"{e.Key}={e.Value}")));
    }

    [Theory]
    [InlineData("{a: &x b, c: *x}")]
    [InlineData("{a: &x 'b', c: b}")]
    [InlineData("{a: !!str &x b, c: *x}")]
    [InlineData("{a: &x b # why\n , c: b}")]
    public void Goes_on_after_an_anchor_in_a_flow_mapping(string text)
        => Assert.Equal("a=b c=b", string.Join(' ', Read(text).Entries.Select(e => $"{e.Key}={e.Value}")));

    [Fact]
    public void Names_a_duplicate_key_and_its_first_place_and_goes_on()
    {
        var mistakes = Mistakes("a: {x: 1, x: 2}\na: 3\nb: @\n");
        Assert.Equal([(104, 1, 11), (104, 2, 1), (103, 3, 4)], mistakes.Select(Place));
        Assert.Contains("'x' is given twice; it stands first in line 1, column 5", mistakes[0].Message, StringComparison.Ordinal);
        Assert.Equal("a/x", mistakes[0].Path);
    }

    [Theory]
    [InlineData("a: b\n c: d\n", 2, 3, "check the indentation")]
    [InlineData("a: b: c\n", 1, 5, "in quotes")]
    [InlineData("a: 'x\n", 1, 4, "closing quote")]
    [InlineData("a: {x: 1\n", 2, 1, "'{' before it lacks its end")]
    [InlineData("a: \"\\q\"\n", 1, 4, "escape")]
    [InlineData("- a\nb: c\n", 2, 1, "beginning with '- '")]
    [InlineData("? [a]\n: c\n", 1, 3, "cannot be a key")]
    [InlineData("a: &x [1, *x]\n", 1, 11, "inside the value")]
    [InlineData("a: !!map text\n", 1, 4, "!!map")]
    public void Says_in_clean_words_what_is_not_YAML(string text, int line, int column, string fragment)
    {
        var mistake = Assert.Single(Mistakes(text));
        Assert.Equal((103, line, column), Place(mistake));
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Survives_a_text_that_breaks_the_parser()
        => Assert.Equal((103, 1), (Mistakes("a: [1, 2\nb: 3\n")[0].Code.Number, Mistakes("a: [1, 2\nb: 3\n")[0].Location!.Line));

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Refuses_deep_nesting(string opening)
        => Assert.Equal(106, Assert.Single(Mistakes(string.Concat(Enumerable.Repeat(opening, 100_000)))).Code.Number);

    [Fact]
    public void Refuses_deep_nesting_by_aliases()
    {
        var chain = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 200).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));
        Assert.Equal(106, Assert.Single(Mistakes(chain)).Code.Number);
    }

    [Fact]
    public void Refuses_an_alias_bomb()
    {
        var bomb = "a0: &a0 x\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        Assert.Equal(106, Assert.Single(Mistakes(bomb)).Code.Number);
    }

    [Fact]
    public void Refuses_a_huge_text()
        => Assert.Equal(106, Assert.Single(Mistakes(new string('x', YamlLimits.Characters + 1))).Code.Number);

    private static (int Code, int Line, int Column) Place(Diagnostic mistake) => (mistake.Code.Number, mistake.Location!.Line, mistake.Location.Column);

    private static YamlMapping Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var root = new YamlReader((line, column) => new SourceLocation("f", line, column), diagnostics).Read(text);
        Assert.Empty(diagnostics.Diagnostics);
        return root!;
    }

    private static IReadOnlyList<Diagnostic> Mistakes(string text)
    {
        var diagnostics = new DiagnosticBag();
        new YamlReader((line, column) => new SourceLocation("f", line, column), diagnostics).Read(text);
        return diagnostics.Diagnostics;
    }
}
