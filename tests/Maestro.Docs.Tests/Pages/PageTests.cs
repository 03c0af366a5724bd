using System.Text.RegularExpressions;
using Maestro.Testing;

namespace Maestro.Docs.Tests.Pages;

public sealed partial class PageTests
{
    public static TheoryData<string> Names => [.. Page.All.Select(p => p.Name)];

    /// <summary>The documents in the order in which the README lists them.</summary>
    private static List<string> Listed { get; } = [.. ListedPattern().Matches(string.Join('\n', Page.Named("README.md").Lines.Where(l => l.StartsWith("| [docs/", StringComparison.Ordinal)))).Select(m => m.Groups["page"].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_only_blocks_that_tests_know(string name)
    {
        string[] known = ["", "yaml", "jinja", "csharp", "xml", "json", "jsonl", "text"];

        Assert.All(Page.Named(name).Snippets(), s => Assert.True(known.Contains(s.Language), $"{s.Name}: Nothing tests a block of '{s.Language}'. What a program shows is 'text'."));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_only_comments_that_tests_know(string name)
        => Assert.All(
            Page.Named(name).Snippets().Where(s => s.Mark.Length > 0),
            s => Assert.True(s.IsOverlay || s.File is not null || s.Mark.StartsWith("inside:", StringComparison.Ordinal), $"{s.Name}: '{s.Mark}' above it means nothing."));

    [Fact]
    public void Every_document_is_in_the_list_of_the_README()
        => Assert.Equal(Page.All.Select(p => p.Name).Where(n => n.StartsWith("docs/", StringComparison.Ordinal)).Order(), Listed.Order());

    [Fact]
    public void One_thread_leads_from_document_to_document()
        => Assert.All(Listed.Zip(Listed.Skip(1)), pair =>
        {
            var last = Page.Named(pair.First).Lines.Last(l => l.Length > 0);
            Assert.True(last.StartsWith("Next: [", StringComparison.Ordinal) && last.Contains($"]({pair.Second["docs/".Length..]})", StringComparison.Ordinal), $"{pair.First} should end with 'Next: […]({pair.Second["docs/".Length..]})…', not with '{last}'.");
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_no_link_that_leads_nowhere(string name)
        => Assert.All(Page.Named(name).Prose().SelectMany(l => LinkPattern().Matches(l.Text).Select(m => (m.Groups["target"].Value, l.Number))), link =>
            Assert.True(Leads(name, link.Value), $"{name}:{link.Number}: The link to '{link.Value}' leads nowhere."));

    private static bool Leads(string page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            return true;
        }

        var parts = target.Split('#');
        var file = parts[0].Length == 0 ? RepositoryFolder.PathOf(page) : Path.GetFullPath(parts[0], RepositoryFolder.PathOf(Path.GetDirectoryName(page)!));
        return parts.Length == 1 ? File.Exists(file) || Directory.Exists(file) : File.Exists(file) && Anchors(file).Contains(parts[1], StringComparer.OrdinalIgnoreCase);
    }

    // As GitHub makes them, but for the case of letters: no punctuation, dashes for blanks.
    private static IEnumerable<string> Anchors(string file)
        => File.ReadAllLines(file)
            .Where(l => l.StartsWith('#'))
            .Select(l => PunctuationPattern().Replace(l.TrimStart('#').Trim(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<page>docs/[a-z-]+\.md)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ListedPattern();

    [GeneratedRegex(@"(?<!`[^`]*)\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]", RegexOptions.CultureInvariant)]
    private static partial Regex PunctuationPattern();
}
