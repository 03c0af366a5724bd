using System.Text.RegularExpressions;
using Maestro.Engine.Templates.Functions;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Tests.Templates;

/// <summary>Holds <c>docs/templates.md</c> to the code.</summary>
public partial class TemplateDocumentTests
{
    private static readonly string Document = Repository.Read("docs", "templates.md").ReplaceLineEndings("\n");

    [Fact]
    public void Every_example_renders_to_what_is_shown()
    {
        var examples = Example().Matches(Document);
        Assert.Equal(5, examples.Count);
        Assert.All(examples, e => Assert.Equal(e.Groups["result"].Value.TrimEnd('\n'), Rendered.Text(e.Groups["template"].Value)));
    }

    [Fact]
    public void Lists_all_filters() => Assert.Equal(Filters.Table.Keys.Order(StringComparer.Ordinal), Names("### Filters"));

    [Fact]
    public void Lists_all_tests() => Assert.Equal(ValueTests.Table.Keys.Order(StringComparer.Ordinal), Names("### Tests"));

    [Fact]
    public void Lists_all_methods()
    {
        Value[] values = [TextValue.Empty, new ListValue([]), new MappingValue()];
        Assert.Equal(values.SelectMany(Methods.NamesOf).Distinct().Order(StringComparer.Ordinal), Names("### Methods"));
    }

    private static IEnumerable<string> Names(string heading)
    {
        var start = Document.IndexOf(heading, StringComparison.Ordinal) + heading.Length;
        var text = Document[start..Document.IndexOf("##", start, StringComparison.Ordinal)].Split("```")[0];
        return Name().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"```jinja\n(?<template>.*?)```\n\n```yaml\n(?<result>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("`([a-z]+)`")]
    private static partial Regex Name();
}
