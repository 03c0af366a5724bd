using System.Text.RegularExpressions;
using Maestro.Docs.Tests.Pages;
using Maestro.Testing;

namespace Maestro.Docs.Tests.Commands;

/// <summary>Commands of .NET name targets, properties, items, packages and folders that are there.</summary>
public sealed partial class DotnetCommandTests
{
    private static readonly string[] Words = ["build", "msbuild", "test", "run", "cake", "tool", "add", "nuget", "format", "build-server", "publish", "restore", "pack"];

    public static TheoryData<string> Names => Command.Names(c => c.Program == "dotnet");

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_what_is_there(string name)
    {
        var command = Command.Of(name);
        var mistakes = UnknownNames(command).Concat(UnknownFolders(command)).Concat(UnknownTasks(command));

        Assert.True(command.Words.Count > 1 && Words.Contains(command.Words[1]), $"{name}: Tests know no 'dotnet {command.Words.ElementAtOrDefault(1)}'.");
        Assert.True(!mistakes.Any(), $"{name}: There is no {string.Join(", ", mistakes)}.");
    }

    // A page may show targets of the reader's own.
    private static IEnumerable<string> UnknownNames(Command command)
    {
        var own = TargetPattern().Matches(string.Join('\n', Page.All.SingleOrDefault(p => p.Name == command.Page)?.Lines ?? [])).Select(m => m.Groups["name"].Value);
        var known = MSBuildNames.All.Concat(own).Concat(["Build", "Test", "Restore", "Publish", "PublishContainer", "Pack", "Clean", "Rebuild"]).ToHashSet();
        return MSBuildNames.In(command.Text).Concat(command.Values("-t:").Where(t => t.Length > 0 && !t.EndsWith('…') && t != "X").Select(t => t.Split(':')[^1])).Where(n => !known.Contains(n));
    }

    // Only of this repository: others belong to the reader.
    private static IEnumerable<string> UnknownFolders(Command command)
        => command.Words.Where(w => w.StartsWith("tests/", StringComparison.Ordinal) || w.StartsWith("src/", StringComparison.Ordinal) || w.StartsWith("samples/", StringComparison.Ordinal))
            .Where(w => !File.Exists(RepositoryFolder.PathOf(w)) && !Directory.Exists(RepositoryFolder.PathOf(w)));

    private static IEnumerable<string> UnknownTasks(Command command)
    {
        var script = RepositoryFolder.PathOf(Path.GetDirectoryName(command.Page) ?? string.Empty, "build.cake");
        var tasks = BuildTasks.In(File.Exists(script) ? File.ReadAllText(script) : string.Join('\n', Page.AllSnippets.Select(s => s.Text)));
        return command.Program == "dotnet" && command.Words[1] == "cake" ? command.Values("--target=").Where(t => !tasks.Contains(t)) : [];
    }

    [GeneratedRegex("<Target Name=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TargetPattern();
}
