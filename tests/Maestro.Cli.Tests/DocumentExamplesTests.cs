using System.Text.RegularExpressions;
using Maestro.Testing;

namespace Maestro.Cli.Tests;

/// <summary>Every command that the help or a document shows is one that the tool takes.</summary>
public sealed partial class DocumentExamplesTests : IDisposable
{
    // Nobody answers on its ships, so that a command ends as soon as it has understood what it was told.
    private const string Shop = """
        name: shop
        ships:
          alpha: {ip: 127.0.0.1, docker_port: 9}
          prod-1: {ip: 127.0.0.1, docker_port: 9}
        services:
          db: {image: x:1, instances: {db-1: {ship: alpha}}}
          web: {image: x:1, requires: [db], instances: {web-1: {ship: alpha}, web-2: {ship: prod-1}}}

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _error = new();

    public DocumentExamplesTests()
    {
        foreach (var file in new[] { "maestro.yaml", "staging.yaml", "base.yaml", "test.yaml" })
        {
            _folder.Write(file, Shop);
        }

        _folder.Write("Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
    }

    public static TheoryData<string> Examples => [.. ToolCommands.All().Select(c => c.Example).Concat(InDocuments()).Select(Words).Where(w => w.StartsWith("maestro ", StringComparison.Ordinal)).Distinct()];

    public void Dispose()
    {
        _folder.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Documents_show_commands() => Assert.True(InDocuments().Count() > 10, $"{InDocuments().Count()}");

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Is_understood(string example)
    {
        var words = WordPattern().Matches(example).Skip(1).Select(m => m.Value.Trim('\'', '"')).ToArray();
        var surroundings = new CliSurroundings
        {
            Input = TextReader.Null,
            Output = TextWriter.Null,
            Error = _error,
            WorkingDirectory = _folder.Path,
            EnvironmentVariables = new Dictionary<string, string>(),
            IsInputRedirected = true,
            OpenInput = () => Stream.Null,
            OpenOutput = () => new MemoryStream(),
            OpenError = () => new MemoryStream(),
        };

        var exit = await new MaestroCommandLine(surroundings).RunAsync(words, CancellationToken.None);

        // Pictures are drawn by a program that need not be here.
        Assert.True(_error.ToString().Contains("Graphviz", StringComparison.Ordinal) || exit is not (ExitCode.WrongUsage or ExitCode.FileWrong), $"{example}: {exit}\n{_error}");
    }

    // A terminal is asked for where there is none in a test.
    private static IEnumerable<string> InDocuments()
        => Directory.EnumerateFiles(Path.Combine(Root(), "docs"), "*.md").Append(Path.Combine(Root(), "README.md"))
            .SelectMany(File.ReadLines)
            .Select(l => ExamplePattern().Match(l))
            .Where(m => m.Success)
            .Select(m => m.Groups["command"].Value)
            .Where(c => !c.Contains("exec -it", StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Maestro.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    // What a shell does with the rest of the line is none of the tool's business.
    private static string Words(string command) => command.Split(" | ")[0].Split(" < ")[0].Split(" > ")[0].Split(" # ")[0].Trim();

    [GeneratedRegex(@"^(\$ )?(?<command>maestro [a-z].*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ExamplePattern();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
