using System.Text.Json;
using Maestro.Docs.Tests.Pages;

namespace Maestro.Docs.Tests.Code;

public sealed class JsonSnippetTests
{
    public static TheoryData<string> Names => Page.SnippetsIn("json", "jsonl");

    [Theory]
    [MemberData(nameof(Names))]
    public void Can_be_read(string name)
    {
        var snippet = Page.SnippetAt(name);
        var texts = snippet.Language == "json" ? [snippet.Text] : snippet.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(texts, t => Assert.Null(Record.Exception(() => JsonDocument.Parse(t).Dispose())));
    }
}
