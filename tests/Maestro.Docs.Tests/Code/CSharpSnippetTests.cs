using Maestro.Docs.Tests.Pages;

namespace Maestro.Docs.Tests.Code;

/// <summary>C# is compiled: scripts as Cake does it, tasks of Cake.Frosting with what the addin brings for them, all else as a program.</summary>
public sealed class CSharpSnippetTests
{
    public static TheoryData<string> Names => [.. Page.AllSnippets.Where(s => s.Language == "csharp" && s.File is null).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiles(string name)
    {
        var snippet = Page.SnippetAt(name);

        var mistakes = IsOfFrosting(snippet) ? Programs.MistakesWithFrosting(snippet) : IsOfCake(snippet) ? CakeScripts.MistakesIn(snippet) : Programs.MistakesIn(snippet);

        Assert.True(mistakes.Count == 0, $"{name} does not compile:\n{string.Join('\n', mistakes)}");
    }

    private static bool IsOfFrosting(Snippet snippet) => snippet.Text.Contains("Frosting", StringComparison.Ordinal);

    private static bool IsOfCake(Snippet snippet) => snippet.Page.Contains("cake", StringComparison.OrdinalIgnoreCase) || snippet.Text.Contains("#addin", StringComparison.Ordinal);
}
