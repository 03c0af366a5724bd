using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Tests.Yaml;

public class YamlMergeTests
{
    [Theory]
    [InlineData("{a: 1}", "{b: 2}", "{a: 1, b: 2}")]
    [InlineData("{a: 1, b: 2}", "{a: 3}", "{a: 3, b: 2}")]
    [InlineData("{a: {x: 1, y: 2}}", "{a: {y: 3, z: 4}}", "{a: {x: 1, y: 3, z: 4}}")]
    [InlineData("{a: [1, 2, 3]}", "{a: [4]}", "{a: [4]}")]
    [InlineData("{a: [1]}", "{a: []}", "{a: []}")]
    [InlineData("{a: {x: 1}}", "{a: text}", "{a: text}")]
    [InlineData("{a: text}", "{a: {x: 1}}", "{a: {x: 1}}")]
    [InlineData("{a: 1, b: 2}", "{a: null}", "{b: 2}")]
    [InlineData("{a: {x: 1, y: 2}}", "{a: {x: ~}}", "{a: {y: 2}}")]
    [InlineData("{a: 1}", "{a: }", "{a: 1}")]
    [InlineData("{a: {x: 1}}", "{a: }", "{a: {x: 1}}")]
    [InlineData("{a: 1}", "{a: 'null'}", "{a: null}")]
    [InlineData("{a: 1}", "{b: null}", "{a: 1, b: null}")]
    public void Merges_mappings_replaces_the_rest_and_takes_away_by_null(string below, string above, string expected)
        => Assert.Equal(expected, Write(YamlMerge.Over(Read("below", below), Read("above", above))));

    [Fact]
    public void Leaves_both_documents_as_they_are()
    {
        var (below, above) = (Read("below", "{a: {x: 1}}"), Read("above", "{a: {y: 2}}"));

        YamlMerge.Over(below, above);

        Assert.Equal(("{a: {x: 1}}", "{a: {y: 2}}"), (Write(below), Write(above)));
    }

    [Fact]
    public void Keeps_the_place_and_the_folder_of_every_node()
    {
        var merged = YamlMerge.Over(Read("below", "a: {x: 1,\n  y: 2}"), Read("above", "b: 0\na: {x: 3}"));

        var a = (YamlMapping)merged.Find("a")!.Value;
        Assert.Equal(new SourceLocation("below", 1, 1), merged.Find("a")!.Key.Location);
        Assert.Equal((new SourceLocation("above", 2, 8), "/above"), (a.Find("x")!.Value.Location, a.Find("x")!.Value.Folder));
        Assert.Equal(new SourceLocation("above", 2, 5), a.Find("x")!.Key.Location);
        Assert.Equal((new SourceLocation("below", 2, 6), "/below"), (a.Find("y")!.Value.Location, a.Find("y")!.Value.Folder));
    }

    [Fact]
    public void Comes_to_the_same_whichever_two_of_three_are_merged_first()
    {
        var (a, b, c) = (Read("a", "{k: {x: 1, y: 1}, l: [1]}"), Read("b", "{k: {y: 2}, m: 2}"), Read("c", "{k: {z: 3}, l: [3], m: 3}"));

        Assert.Equal(Write(YamlMerge.Over(YamlMerge.Over(a, b), c)), Write(YamlMerge.Over(a, YamlMerge.Over(b, c))));
    }

    private static YamlMapping Read(string name, string text)
        => new YamlReader((line, column) => new SourceLocation(name, line, column), new DiagnosticBag()) { Folder = $"/{name}" }.Read(text)!;

    private static string Write(YamlNode node) => node switch
    {
        YamlMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(e => $"{e.Key.Text}: {Write(e.Value)}"))}}}",
        YamlSequence list => $"[{string.Join(", ", list.Items.Select(Write))}]",
        _ => node.ToString()!,
    };
}
