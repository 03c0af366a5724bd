using Maestro.Testing;

namespace Maestro.Docs.Tests.Pages;

/// <summary>A block below the comment <c>from FILE</c> shows a part of that file.</summary>
public sealed class QuotedSnippetTests
{
    public static TheoryData<string> Names => [.. Page.AllSnippets.Where(s => s.File is not null).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_in_the_file_that_it_is_from(string name)
    {
        var snippet = Page.SnippetAt(name);
        var file = File.ReadAllLines(RepositoryFolder.PathOf(snippet.File!)).Select(l => l.Trim()).ToHashSet();

        Assert.All(snippet.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.True(file.Contains(l.Trim()), $"{name}: {snippet.File} has no line '{l.Trim()}'."));
    }
}
