using Maestro.Cli;
using Maestro.Testing;

namespace Maestro.Docs.Tests.Commands;

/// <summary>Every command of the tool that its help or a page shows is one that the tool takes.</summary>
public sealed class MaestroCommandTests : IDisposable
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

    public MaestroCommandTests()
    {
        foreach (var file in new[] { "maestro.yaml", "staging.yaml", "base.yaml", "test.yaml" })
        {
            _folder.Write(file, Shop);
        }

        _folder.Write("Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n</Project>\n");
    }

    public static TheoryData<string> Names => Command.Names(c => c.Program == "maestro");

    public void Dispose()
    {
        _folder.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Pages_show_commands() => Assert.True(Names.Count > 60, $"{Names.Count}");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_understood(string name)
    {
        var command = Command.Of(name);
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

        // A terminal is asked for where a test has none.
        var exit = await new MaestroCommandLine(surroundings).RunAsync([.. command.Words.Skip(1).Where(w => w != "-it")], CancellationToken.None);

        Assert.True(exit is not (ExitCode.WrongUsage or ExitCode.FileWrong) || IsNotOfThisFile(command), $"{name}: {exit}\n{_error}");
    }

    // Pictures are drawn by a program that need not be here, and a sample names what is in its own file.
    private bool IsNotOfThisFile(Command command)
        => _error.ToString().Contains("Graphviz", StringComparison.Ordinal)
            || (command.Page.StartsWith("samples/", StringComparison.Ordinal) && _error.ToString().Contains("MAESTRO401", StringComparison.Ordinal));
}
