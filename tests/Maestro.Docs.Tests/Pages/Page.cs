using Maestro.Testing;

namespace Maestro.Docs.Tests.Pages;

/// <summary>A page for users or contributors.</summary>
/// <param name="Name">Its path from the folder of the repository.</param>
/// <param name="Lines">What it says.</param>
internal sealed record Page(string Name, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";

    /// <summary>All of them: those of the folder of documents, and every README.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. new[] { "README.md", "CONTRIBUTING.md" }
            .Concat(Below("docs", "*.md", SearchOption.TopDirectoryOnly))
            .Concat(new[] { "src", "samples", "tests" }.SelectMany(f => Below(f, "README.md", SearchOption.AllDirectories)))
            .Select(Read),
    ];

    /// <summary>The blocks of all pages.</summary>
    public static IReadOnlyList<Snippet> AllSnippets { get; } = [.. All.SelectMany(p => p.Snippets())];

    public static Page Named(string name) => All.Single(p => p.Name == name);

    /// <summary>The names of the blocks in some languages, for theories.</summary>
    public static TheoryData<string> SnippetsIn(params string[] languages)
        => [.. AllSnippets.Where(s => languages.Contains(s.Language)).Select(s => s.Name)];

    public static Snippet SnippetAt(string name) => AllSnippets.Single(s => s.Name == name);

    /// <summary>The block before one on the same page.</summary>
    public static Snippet? Before(Snippet snippet) => AllSnippets.LastOrDefault(s => s.Page == snippet.Page && s.Line < snippet.Line);

    public IEnumerable<Snippet> Snippets()
    {
        var mark = string.Empty;
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i].TrimStart();
            if (line.StartsWith("<!--", StringComparison.Ordinal))
            {
                mark = Comment(ref i);
            }
            else if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                yield return Block(ref i, mark);
                mark = string.Empty;
            }
            else if (line.Length > 0)
            {
                mark = string.Empty;
            }
        }
    }

    /// <summary>Its lines outside of blocks, with their numbers.</summary>
    public IEnumerable<(string Text, int Number)> Prose()
    {
        var inBlock = false;
        for (var i = 0; i < Lines.Count; i++)
        {
            var isFence = Lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            inBlock ^= isFence;
            if (!inBlock && !isFence)
            {
                yield return (Lines[i], i + 1);
            }
        }
    }

    private string Comment(ref int i)
    {
        var first = i;
        while (!Lines[i].Contains("-->", StringComparison.Ordinal))
        {
            i++;
        }

        return string.Join('\n', Lines.Skip(first).Take(i - first + 1)).Trim().Replace("<!--", string.Empty, StringComparison.Ordinal)
            .Replace("-->", string.Empty, StringComparison.Ordinal).Trim(' ').TrimEnd('\n');
    }

    private Snippet Block(ref int i, string mark)
    {
        var (indentation, language) = (Lines[i].IndexOf(Fence, StringComparison.Ordinal), Lines[i].Trim()[Fence.Length..].Trim());
        var first = ++i;
        while (Lines[i].Trim() != Fence)
        {
            i++;
        }

        var text = Lines.Skip(first).Take(i - first).Select(l => l.Length < indentation ? string.Empty : l[indentation..]);
        return new Snippet(Name, first + 1, language, string.Concat(text.Select(l => l + "\n")), mark);
    }

    private static IEnumerable<string> Below(string folder, string pattern, SearchOption depth)
        => Directory.EnumerateFiles(RepositoryFolder.PathOf(folder), pattern, depth)
            .Select(f => Path.GetRelativePath(RepositoryFolder.Path, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(p => p is "bin" or "obj" or "tools"))
            .Order(StringComparer.Ordinal);

    private static Page Read(string name) => new(name, [.. File.ReadAllLines(RepositoryFolder.PathOf(name.Split('/')))]);
}
