using System.Text.RegularExpressions;
using Maestro.Cli;
using Maestro.Docs.Tests.Pages;

namespace Maestro.Docs.Tests.Commands;

/// <summary>A command line of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">Its line there.</param>
/// <param name="Text">What is typed, up to what the shell does with it.</param>
internal sealed partial record Command(string Page, int Line, string Text)
{
    private const string Prompt = "$ ";

    /// <summary>The commands of all blocks without a language, and the examples of the tool's help.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        .. Pages.Page.AllSnippets.Where(s => s.Language.Length == 0).SelectMany(In),
        .. ToolCommands.All().Select((c, i) => new Command("maestro --help", i + 1, WithoutShell(c.Example))),
    ];

    /// <summary>The commands that stand in sentences.</summary>
    public static IReadOnlyList<Command> InProse { get; } =
    [
        .. Pages.Page.All.SelectMany(p => p.Prose().SelectMany(l => CodePattern().Matches(l.Text).Select(m => new Command(p.Name, l.Number, WithoutShell(m.Groups["code"].Value))))),
    ];

    public string Name => $"{Page}:{Line} {Text}";

    public string Program => Words[0];

    public IReadOnlyList<string> Words { get; } = [.. WordPattern().Matches(Text).Select(m => m.Value.Trim('\'', '"')).SkipWhile(IsForTheShell)];

    /// <summary>The commands of a block; with a prompt in it, the other lines are what they print.</summary>
    public static IEnumerable<Command> In(Snippet snippet)
    {
        var lines = snippet.Text.Replace("\\\n", " \n", StringComparison.Ordinal).Split('\n').Select((text, i) => (Text: text, Line: snippet.Line + i)).ToList();
        if (lines.Any(l => l.Text.StartsWith(Prompt, StringComparison.Ordinal)))
        {
            lines = [.. lines.Where(l => l.Text.StartsWith(Prompt, StringComparison.Ordinal)).Select(l => (l.Text[Prompt.Length..], l.Line))];
        }

        return lines.Select(l => new Command(snippet.Page, l.Line, WithoutShell(l.Text))).Where(c => c.Words.Count > 0);
    }

    public static TheoryData<string> Names(Func<Command, bool> which) => [.. All.Concat(InProse.Where(IsSure)).Where(c => c.Words.Count > 0 && which(c)).Select(c => c.Name).Distinct()];

    public static Command Of(string name) => All.Concat(InProse).First(c => c.Name == name);

    /// <summary>The values of options such as <c>-t:A;B</c>.</summary>
    public IEnumerable<string> Values(string option)
        => Words.Where(w => w.StartsWith(option, StringComparison.Ordinal)).SelectMany(w => w[option.Length..].Split(';'));

    // A sentence may also talk of a command in general.
    private static bool IsSure(Command command) => command.Text.Contains(" -t:", StringComparison.Ordinal) || command.Text.Contains("--target=", StringComparison.Ordinal);

    private static string WithoutShell(string line)
        => ShellPattern().Split(line.Trim())[0].Trim() is var text && text.StartsWith('#') ? string.Empty : text;

    private static bool IsForTheShell(string word) => word == "sudo" || AssignmentPattern().IsMatch(word);

    [GeneratedRegex(@" \| | < | > |\s+# |^source <\(", RegexOptions.CultureInvariant)]
    private static partial Regex ShellPattern();

    [GeneratedRegex("^[A-Z_0-9]+=", RegexOptions.CultureInvariant)]
    private static partial Regex AssignmentPattern();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();

    [GeneratedRegex("`(?<code>(dotnet|\\./build\\.sh) [^`]+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
